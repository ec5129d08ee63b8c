"""Scores of the events stage, one corpus a file; `eval.events` runs them all."""
