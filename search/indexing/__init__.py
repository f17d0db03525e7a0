"""Keeps the search indexes in step with the database: outbox, index records and consumers."""
