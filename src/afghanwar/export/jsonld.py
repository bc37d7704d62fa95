"""jsonld: to come."""
