"""The unit's certificates: issued with numbers of the register, reprinted, replaced, revoked."""
