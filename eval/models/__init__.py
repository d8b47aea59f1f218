"""Small chat models for tests and for trying out: fetched on demand, served on this machine, never needed by the program."""
