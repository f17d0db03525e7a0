"""What the profile of an organisation shows."""
