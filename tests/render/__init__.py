"""The page: its words, its HTML, and what it does in a browser."""
