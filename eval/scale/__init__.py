"""Trials of the size and the spread of an installation: several servers on one Chroma server, kills, many documents."""
