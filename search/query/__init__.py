"""Turns a search query into a plan that every engine runs the same way. Pure, without a database."""
