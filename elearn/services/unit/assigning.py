"""What is asked of whom: the assignment file, and one-time codes for supervised exams."""
