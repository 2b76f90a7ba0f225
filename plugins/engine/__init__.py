"""Fast and safe builds: reads, draws and writes; knows no rule. pelicanconf.py takes Site from here."""

from plugins.engine.site import Site

__all__ = ["Site"]
