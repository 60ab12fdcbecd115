"""What people type about the Party's organisation, read and refused in words."""
