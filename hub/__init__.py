"""The ground floor of Verderbouwen: the Django project and what every page shares."""

__version__ = "0.1.0"
