"""Submissions and consent in, a wall of faces and signs out. Consent is decided from text before a pixel is read."""
