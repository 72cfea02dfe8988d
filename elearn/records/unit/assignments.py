"""Assignment files as they were written, and the one-time codes for supervised exams."""
