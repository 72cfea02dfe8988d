"""The list as a file in the format that was asked for."""
