"""REST under /api/v1 and the page: what a store holds, over HTTP, to whom it may be shown."""
