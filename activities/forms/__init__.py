"""What people type, parsed and refused in words beside its field; one file a noun."""
