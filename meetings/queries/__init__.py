"""What pages, ledgers and the API read of meetings."""
