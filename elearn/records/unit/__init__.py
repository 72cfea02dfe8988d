"""What a unit's head keeps: people, results that were taken in, certificates; one SQLite file, `unit.db`."""
