"""From a save to the engines: the outbox, the records and what brings them in."""
