"""Measurement of onrecord on public gold and on our own annotated reports; not shipped."""
