"""Discovering what is shared: Dutch analysis, one question plan, two engines, and the outbox that feeds them."""
