"""The screens and the login form of Wagtail's admin that no subject owns."""
