"""`::: name` blocks: parsed when a file is read, drawn when everything is known.

Read first, draw late: extension.BodyReader makes a reading of a file's text, in which blocks, links and pictures are
inert marks; drawing.draw puts finished HTML in their place. No Pelican here: the engine's reader and the render room
call this one.
"""
