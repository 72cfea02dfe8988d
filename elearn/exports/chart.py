"""A bar chart as a picture for a printed document."""
