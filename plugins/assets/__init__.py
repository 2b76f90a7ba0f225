"""The site's own files beside its pages: stylesheet, face, search index, sitemap, host files, compressed copies."""
