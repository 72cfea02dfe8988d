"""A table as a Word document in the administrative form."""
