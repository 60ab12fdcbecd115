"""Ledgers of places and of what hangs there, as files."""
