"""What the unit head's pages show: frozen views, made of what the unit's services tell."""
