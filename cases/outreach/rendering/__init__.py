"""The leader's figures as sections, calendars, files and a status note on paper. Drawn from plain values alone."""
