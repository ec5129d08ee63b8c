"""Across reports: which records are of one actor, one happening, one source text. Records in, decisions out."""
