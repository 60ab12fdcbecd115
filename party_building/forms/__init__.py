"""What the pages of the Party's organisation take in."""
