"""Every write of the app, one file a noun; rules in the database first, then here."""
