"""Persons and their sign-in: the ground that every other app stands on. Knows nothing of places."""
