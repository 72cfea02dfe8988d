"""For all tests: a property has no time limit, since a busy machine says nothing about it."""

from hypothesis import settings

settings.register_profile("elearn", deadline=None)
settings.load_profile("elearn")
