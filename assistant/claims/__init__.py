"""Whether words of a clause support a claim: sentences aligned, then what they state compared by kind."""
