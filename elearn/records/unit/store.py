"""The unit's records of one data folder: opened once, handed in, closed."""
