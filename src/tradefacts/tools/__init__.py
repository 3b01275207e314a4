"""Tools for those who write grammars: layout, test reports, samples, listings, dumps, skeletons."""
