"""Setting up the unit and its keys: password, recovery code, the sheet to print, the key file for verifiers."""
