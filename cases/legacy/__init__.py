"""Case sheets from before the register: read, tried without writing, moved in by a job, taken back as a whole."""
