"""What the list pages cost: ``./dev bench``."""
