"""Search synonyms: the shipped list and what editors change of it."""
