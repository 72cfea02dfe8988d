"""Text for a spreadsheet: shown, never run."""
