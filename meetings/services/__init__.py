"""Everything that is written about meetings."""
