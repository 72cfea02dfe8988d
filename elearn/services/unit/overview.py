"""How the unit stands: per person and course, totals, questions, who is missing, what deserves a second look."""
