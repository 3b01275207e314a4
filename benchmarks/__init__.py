"""Measures the speed of the engine beside others in one run: `python -m benchmarks --help`."""
