"""The register of certificates as a table."""
