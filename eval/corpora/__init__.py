"""Readers of public corpora: each gives its documents and its gold as plain frozen values, and nothing else."""
