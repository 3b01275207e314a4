"""Tools for grammar authors: layout, test reports, samples, listings, dumps, skeletons."""
