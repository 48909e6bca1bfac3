"""The frozen rows of an edition: how they lose their names, and how they are packed, opened and proved."""
