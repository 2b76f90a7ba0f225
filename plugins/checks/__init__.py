"""Decides, from what every room found, whether the site may be built."""
