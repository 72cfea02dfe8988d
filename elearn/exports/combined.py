"""Many certificates in one file for the printer; nothing can be verified from it."""
