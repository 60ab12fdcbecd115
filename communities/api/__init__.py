"""Places, as programs read them."""
