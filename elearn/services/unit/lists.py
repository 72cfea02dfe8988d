"""The completion list, the report and the register as files."""
