"""The pages that compose several apps: entrance, a complex's home, my tickets, the field. No tables."""
