"""Meetings of every kind, from the call for topics to the last resolution."""
