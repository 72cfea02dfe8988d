"""The domain, pure: values and rules of courses, items, attempts and progress."""
