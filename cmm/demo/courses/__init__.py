"""How the stories are played, act by act, through the rooms' own verbs."""
