"""The completion list: everyone on the roster, in the order of Vietnamese names, grouped by sub-unit."""
