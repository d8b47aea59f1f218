"""A question is understood without a model: what it is about, what it asks for, and where it may be answered."""
