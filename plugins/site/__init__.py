"""Joins what was read: which address is whose, what belongs together, what nobody would see."""
