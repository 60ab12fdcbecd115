"""What people type about meetings, read and cleaned."""
