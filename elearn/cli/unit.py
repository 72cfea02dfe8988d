"""`unit …`: the unit head's commands."""
