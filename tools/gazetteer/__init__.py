"""Builds the embedded gazetteer from packages that carry GeoNames data and from the project's own overlay."""
