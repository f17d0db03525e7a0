"""Answers a question from the preferred engine, or else from the other; caches answers for a minute."""
