"""Solutions side by side."""
