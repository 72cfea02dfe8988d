"""Builds what people install: the one-folder program, its installers, and what goes with them."""
