"""Joins what was read: which address is whose (routes), what belongs together, what nobody would see."""
