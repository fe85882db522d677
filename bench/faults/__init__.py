"""Faults done to the real process, and whether it holds: `python -m bench.faults`."""
