"""PostgreSQL and Redis out of Python wheels, for a machine that has neither.

Nothing here imports Django: the launcher and the test suite start these servers before any
settings are read. Nothing here starts at import.
"""
