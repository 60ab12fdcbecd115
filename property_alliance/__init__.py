"""Property firms and what ties them to the neighbourhood: contracts, staff, who serves which complex."""
