"""Answers a question: asks the preferred engine, falls back on the other, remembers for a minute."""
