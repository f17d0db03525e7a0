"""The words of public records, to distinguish typos from rare words."""
