"""The administrative form in a Word document: page, heading, signature, recipients, page numbers."""
