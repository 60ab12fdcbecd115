"""The Party's organisation over the API: what is published of it."""
