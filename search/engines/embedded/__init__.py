"""The embedded engine, in one SQLite file: used without Elasticsearch, or while it is unavailable."""
