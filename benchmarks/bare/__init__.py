"""The least that Wagtail can do: a page with the same text as a solution, and a template that shows it."""
