"""Operations: the background worker, its schedule, durable tasks and health checks."""
