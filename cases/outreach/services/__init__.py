"""Verbs of the street, one module per noun."""
