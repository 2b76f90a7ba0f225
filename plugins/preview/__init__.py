"""Live preview: a build in a fresh process at every save, and the browser follows. Never part of a published site."""
