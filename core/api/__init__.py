"""The edge that all API views share: who calls, how often, what a refusal looks like, what repeats."""
