"""What programs read of the Party's organisation: published posts, who answers for a door; never a member."""
