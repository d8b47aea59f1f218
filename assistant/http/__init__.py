"""What every HTTP answer has in common: who may ask, what an error looks like, what is counted."""
