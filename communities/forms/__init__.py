"""What people type about places and notices, read and refused in words."""
