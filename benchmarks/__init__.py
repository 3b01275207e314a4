"""How fast the engine is, beside others, in one run: `python -m benchmarks --help`."""
