"""Facts as tables and as JSON, each read back by someone else's library."""
