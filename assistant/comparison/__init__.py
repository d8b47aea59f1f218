"""A topic is laid side by side for several places: aligned clauses, and which of their words are shared."""
