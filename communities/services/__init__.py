"""Every write to places, residents, duties and accounts."""
