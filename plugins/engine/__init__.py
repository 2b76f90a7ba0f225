"""Fast and safe builds: reads, draws and writes; knows no rule. pelicanconf.py takes its two names from here."""

from plugins.engine.reader import PageReader
from plugins.engine.site import Site

__all__ = ["PageReader", "Site"]
