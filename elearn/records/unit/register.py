"""The register of certificates: numbers of each year without gaps, the papers as they were issued."""
