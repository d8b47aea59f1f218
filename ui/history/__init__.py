"""What a reader has asked before: found again, read, said something of, and taken away as a Word file."""
