"""The line of apps of docs/architecture.md, from the top down; a new app is named here once."""

LINE = (
    "portal",
    "activities",
    "property_alliance",
    "party_building",
    "communities",
    "core",
    "accounts",
)
# Those that have tables.
WITH_TABLES = LINE[1:]
