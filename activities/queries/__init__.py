"""Reads across the app's tables, one file a page or question."""
