"""The names of places that are neither paths nor addresses."""

STDIN = "standard input"
