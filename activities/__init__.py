"""What goes on where: spaces, activities and their sessions, sign-ups, check-ins, logs, the calendar.

The exemplar: every other app imitates this one file for file (docs/architecture.md).
"""
