"""The forms that pages and files are edited with: what their author may not use or replace is refused."""
