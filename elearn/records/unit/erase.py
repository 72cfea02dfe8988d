"""Erase a person of the unit: rows, envelopes, papers, journals, here and in the backups."""
