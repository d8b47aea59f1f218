"""Evidence becomes statements, each resting on whole sentences of a clause."""
