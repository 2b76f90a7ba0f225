"""The project's only package: small rooms in layers, imports go down only.

preview | publish      act on a site
checks                 reads source and finished pages; returns findings
engine                 the Pelican adapter: reads, draws, writes; knows no rule. What rooms share is one Build
release                what a build's files are: the manifest; what was published: the log
assets                 the site's own files beside its pages
render                 pages: bodies, links, pictures, feeds
cards                  cards that stand for a page wherever its link is shared
site                   joins what was read: addresses, what belongs together
selfies | kinds        read what members and staff send in; one file for each kind of content
drafts                 texts whose writer does not want them public yet
markup                 parse and draw `:::` blocks and Markdown; know no provider
pictures               bytes in, safe pictures out; with selfies/composed.py, cards/drawing.py alone in importing Pillow
core                   findings, fields, headers, the clock. Standard library only
"""
