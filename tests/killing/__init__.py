"""Reports under kill -9: schedules played out in one process, and real processes killed at random moments."""
