"""The machine: paths, clock, files, drives, one instance, the log, and what `doctor` asks of it."""
