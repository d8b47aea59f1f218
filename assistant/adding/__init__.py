"""Documents into and out of what is held: read, shown, put right, put into the plans folder, taken out."""
