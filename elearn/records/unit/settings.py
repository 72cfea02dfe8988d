"""What the unit is called, who signs, how certificates are numbered; what it was called before."""
