"""Every write of the Party's organisation."""
