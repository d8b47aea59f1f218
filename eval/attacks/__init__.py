"""Attacks as data, and the documents in which those of them stand that come in with a document."""
