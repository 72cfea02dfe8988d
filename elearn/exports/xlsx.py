"""A table as an Excel workbook: real types, frozen header, filter, ready to print on A4."""
