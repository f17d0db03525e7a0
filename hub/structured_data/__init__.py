"""What a page is, told to machines in the words of schema.org."""
