"""Where solutions are used, as a map and as a table."""
