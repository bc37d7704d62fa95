"""geojson: to come."""
