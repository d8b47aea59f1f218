"""Who may come in and how often, whether answering is paused, and what is noted of it: keys, limits, switch, logs, traces."""
