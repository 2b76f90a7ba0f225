"""Content that staff write, one file for each kind: what its header may say, and what is made of it."""
