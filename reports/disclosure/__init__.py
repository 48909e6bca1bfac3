"""What a reader can work out of everything printed, and what must be withheld so that they cannot."""
