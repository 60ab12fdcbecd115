"""What people type about places, bodies and notices, read and refused in words."""
