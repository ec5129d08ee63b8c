"""From bytes to documents: one reader a file; each keeps the way back to what it read."""
