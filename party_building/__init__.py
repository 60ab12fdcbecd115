"""The Party's organisation: a dated tree bound to places, who holds which post, who answers for a door."""
