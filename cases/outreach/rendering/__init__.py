"""What is taken away from the pages of outreach as a file."""
