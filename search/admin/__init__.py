"""The Wagtail admin screens with which VNG's editors manage search."""
