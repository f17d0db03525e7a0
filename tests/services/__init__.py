"""The real services that the tests need, started without Docker: `python -m tests.services start`."""
