"""Taking in result files: from files and folders, with progress, taken back in one step; conflicts settled."""
