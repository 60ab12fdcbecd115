"""Pages about places and what hangs there."""
