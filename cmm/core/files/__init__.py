"""What others send us as files: known by its content, and cleaned of all that is not meant to be read."""
