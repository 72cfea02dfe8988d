"""The tree of sub-units, two levels deep; a part that was renamed or merged keeps its history."""
