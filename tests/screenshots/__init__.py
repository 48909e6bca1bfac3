"""Pictures of the main pages, taken from the demonstration: ``./dev screenshots``."""
