"""Which municipalities are similar, and why."""
