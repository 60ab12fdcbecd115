"""Long random lives of one activity, against a model that a person can read in a minute."""
