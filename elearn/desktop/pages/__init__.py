"""The pages, one module each; imported on their first visit."""
