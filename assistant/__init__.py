"""A question becomes an answer: understand → search → judge the evidence → compose → check → answer."""
