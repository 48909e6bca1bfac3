"""Reads that shape the pages of the coordination."""
