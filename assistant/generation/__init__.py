"""A model words the answer; nothing of it is shown that its own cited clauses do not support."""
