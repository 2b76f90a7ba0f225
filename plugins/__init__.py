"""The project's only package: small rooms in layers, imports go down only.

preview | publish      act on a site
checks                 reads source and finished pages; returns findings
engine                 the Pelican adapter: reads, draws, writes; knows no rule. What rooms share is one Build
outputs                what a page needs besides its text
selfies | newsroom     read what members and staff send in
components             parse and draw `:::` blocks; know no provider
pictures               bytes in, safe pictures out; with selfies/composed.py, outputs/cards.py alone in importing Pillow
core                   findings, fields, headers, the clock. Standard library only
"""
