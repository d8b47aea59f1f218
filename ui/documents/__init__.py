"""The documents held: what there is, and each to be read in full."""
