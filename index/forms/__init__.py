"""Files of every form become text: what each form says, where it says it, and what was left out."""
