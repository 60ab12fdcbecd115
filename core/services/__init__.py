"""Writers of core, one file a mechanism."""
