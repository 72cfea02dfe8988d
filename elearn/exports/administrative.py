"""The words of an administrative document's form (Decree 30/2020): heading, number, day, signature, recipients."""
