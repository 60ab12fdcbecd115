"""The demo's world, built through the services: two sub-districts, a year of activities, people.

Institutions, places and figures come from the five articles; every person is fictional
(docs/demo.md). Running it again changes nothing.
"""
