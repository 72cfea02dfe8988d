"""Imports of rosters: all or nothing, and one step back."""
