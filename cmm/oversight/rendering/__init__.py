"""The person's own sheet: its words in every language it exists in, and how it is set."""
