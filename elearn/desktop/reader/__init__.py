"""The lesson reader's own widgets."""
