"""The interface under load, outages, kills and ill will: programs that start everything themselves, on this machine only, and measure."""
