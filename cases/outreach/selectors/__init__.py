"""Reads that shape the pages of this room, and what it counts for the yearly report."""
