"""Fast and safe builds: reads, draws and writes; knows no rule. pelicanconf.py takes Engine from here.

engine         one build: settings in, findings out, a fresh output or none
build          what the rooms make together while it runs: the one thing of ours among Pelican's settings
plugin         what is done at each of Pelican's signals
reader         Markdown files, read by components
contents       Pelican's stories and pages as they are read: who may see them yet, what is wrong with their headers
routing        the same as the values that the table of addresses is made of
joining        the same, and all else that was read, as one typed Site
writer         records the pages and feeds that Pelican asks for
keys           what tells whether something that was made before may stand for what would be made now
readings       what files gave when they were read; drawn: pages as they were drawn
walls, pages   the pages of walls; every page drawn, and what pages ask for published
fresh          the output: built beside the old one and swapped in whole, its manifest
behind         a clock or an AS_OF that lies before what was there already
traces         what is left of a member on this machine, deleted at once
settings, unused_settings, failures, templates, progress   checked, told, kept, shown
"""

from plugins.engine.engine import Engine

__all__ = ["Engine"]
