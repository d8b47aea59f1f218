"""Files become plans, plans become clauses, clauses become searchable."""
