"""Texts whose writer does not want them public yet, and says so in whatever words or fields of whichever program."""
