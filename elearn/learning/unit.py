"""A unit: what it is called, who signs for it, how its certificates are numbered."""
