"""The report that goes with the list, before anything draws it: figures by course and sub-unit, who is missing."""
