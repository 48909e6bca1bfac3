"""What a bare machine gets before the first package is there. Standard library only."""
