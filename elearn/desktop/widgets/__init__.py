"""The handful of widgets that every page is made of."""
