"""The real services that the tests need, started without Docker: `python -m tools.services start`."""
