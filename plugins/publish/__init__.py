"""Sends a finished site to where it is served from, and touches nothing else."""
