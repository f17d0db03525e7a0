"""What visitors see of the search: pages, suggestions, feeds and the open interface."""
