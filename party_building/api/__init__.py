"""What programs read of the Party's organisation: published posts, never a member."""
