"""What keeps the site running: the worker, its schedule, durable tasks, and whether all is well."""
