"""The launcher, the embedded servers and the demo data. Not installed in production."""
