"""What somebody with every right in the database can do to the log, and whether the proof says where."""
