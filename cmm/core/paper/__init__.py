"""What every PDF of the product is drawn with: its letters, its fetching, and what WeasyPrint leaves undone."""
