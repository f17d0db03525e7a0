"""News, events and publications, their lists, feeds and calendar."""
