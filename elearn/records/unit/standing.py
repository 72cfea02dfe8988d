"""How each person stands with each course, kept ready so that the overview opens at once."""
