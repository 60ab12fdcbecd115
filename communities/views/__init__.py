"""Pages about places, their bodies and what hangs there."""
