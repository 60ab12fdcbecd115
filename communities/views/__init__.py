"""Work pages of places."""
