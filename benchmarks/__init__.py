"""Figures, not tests: `make bench` starts an instance of its own and prints one table."""
