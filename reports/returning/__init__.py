"""What is returned to bodies outside Denmark, and the figures other authorities hold that it needs."""
