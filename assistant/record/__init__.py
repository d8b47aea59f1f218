"""What was asked, answered, reviewed and reported stays: stored before it is told, added to and never changed."""
