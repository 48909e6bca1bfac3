"""The whole register in open formats, and a reader that proves it whole (docs/export.md)."""
