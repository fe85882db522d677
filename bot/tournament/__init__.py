"""The rules of the tournament, worked out from matches alone; the load and the questions use the same."""
