"""Bytes in, safe pictures out: every published picture, portraits and content pictures alike, is made here.

normalise      a file's bytes -> upright sRGB pixels, or a reason why not
derivatives    the recipe: pixels -> AVIF and JPEG at several widths. Pure
store          a folder of finished derivatives, one record for each picture
cache          which file is which picture; prepare, publish, prune
ratios         aspect ratios as classes of a stylesheet
"""
