"""The head's side, and what a learner hands over to it: result files."""
