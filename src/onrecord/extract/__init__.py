"""The stages: from an annotated document to records. Each is one room; none knows another."""
