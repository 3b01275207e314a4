"""Facts as tables and as JSON, each read back by a third-party library."""
