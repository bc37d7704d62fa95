"""timelinejs: to come."""
