"""One writer a file: what a report puts on record, as JSON, as a view for people, as a dossier."""
