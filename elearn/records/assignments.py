"""The assignment of this installation's unit, and which one-time codes were used here."""
