"""The hotline's card: what an agent says to a caller, on what it rests, and what to do with the call."""
