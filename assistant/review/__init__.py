"""What is said of an answer: a supervisor's decision, kept once it stands and used again as long as it stands, and others' opinions."""
