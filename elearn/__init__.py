"""elearn: offline courses, exams and proof of completion for Vietnamese civil servants."""

__version__ = "0.1.0"
