"""Frameworks and programmes as files."""
