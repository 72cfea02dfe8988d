"""Content: sources become one compiled library file; it is opened, searched, checked and updated here."""
