"""Every write to firms, their contracts and their staff."""
