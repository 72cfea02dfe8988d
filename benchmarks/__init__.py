"""Speeds as ratios against a floor measured in the same run: `make bench`. Figures are kept in docs/speed.md."""
