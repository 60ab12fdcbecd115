"""Places and who lives, works and answers there; the one door through which rows are seen."""
