"""Pages of the Party's organisation."""
