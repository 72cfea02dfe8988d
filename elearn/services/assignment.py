"""The learner's side of an assignment: taken in, what is due until when, by which rules, with which code."""
