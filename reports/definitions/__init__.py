"""What each figure counts, said once: plain words for readers, and the rule by name for the machine."""
