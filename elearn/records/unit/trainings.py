"""Courses held by others: who registered, who attended, by which paper."""
