"""Claims with planted errors, and with harmless changes, to prove a claim checker by; made apart from the checker and its words."""
