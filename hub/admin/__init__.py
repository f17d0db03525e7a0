"""What every page shares of Wagtail's admin."""
