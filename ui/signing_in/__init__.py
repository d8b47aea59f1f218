"""Where people sign in and out: with a password, with the provider they have, or sent back to their gateway."""
