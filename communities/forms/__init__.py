"""What is typed on the work pages of places."""
