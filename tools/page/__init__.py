"""Builds the page from frontend/ into the package, where the server finds it."""
