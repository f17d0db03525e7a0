"""The public side of search: pages, autocomplete, feeds and the open API."""
