"""Search: Dutch analysis, one plan per question, two engines, and the outbox that feeds them."""
