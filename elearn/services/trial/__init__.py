"""Learners for trying the program out: made by the services that the window uses, at any number."""
