"""Spaces, activities and sessions as programs read them; sign-up, check-in and log as they write."""
