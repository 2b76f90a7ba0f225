"""Pages from what was read: bodies, links, pictures, what stands around them, feeds."""
