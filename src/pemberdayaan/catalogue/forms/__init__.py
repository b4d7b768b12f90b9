"""Workbooks and forms: what a person fills in, and the answers that come back."""
