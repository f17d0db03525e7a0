"""How an organisation takes part, and what its people may do."""
