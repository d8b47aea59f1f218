"""What a supervisor decided of an answer: kept once it stands, used again as long as it stands."""
