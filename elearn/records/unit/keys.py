"""The unit's two private keys, as they are kept: locked by a password and by a recovery code."""
