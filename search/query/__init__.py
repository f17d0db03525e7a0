"""From what a visitor typed to a plan that every engine runs alike. Pure, without a database."""
