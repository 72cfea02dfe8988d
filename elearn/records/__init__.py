"""What is remembered: one SQLite file per data folder, its stores, event log, backups and checks."""
