"""What VNG's editors do with search, in Wagtail's admin."""
