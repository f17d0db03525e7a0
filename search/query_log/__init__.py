"""The anonymous log of queries and click-throughs."""
