"""Rules about finished pages, one file each: what a reader, a browser or a search engine would stumble over."""
