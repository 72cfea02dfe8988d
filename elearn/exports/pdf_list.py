"""A table as PDF in the administrative form."""
