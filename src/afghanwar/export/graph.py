"""graph: to come."""
