"""People's data: what is kept about whom and why; exported, corrected, erased."""
