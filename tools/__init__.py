"""What developers run: checks, the test runner, and the services that the tests need."""
