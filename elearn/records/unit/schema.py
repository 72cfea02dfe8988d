"""The shape of `unit.db`: numbered migrations in plain SQL, carried out by `elearn.records.schema`."""
