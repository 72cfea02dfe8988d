"""A table as CSV: UTF-8 with its mark, CRLF, formulas neutralised."""
