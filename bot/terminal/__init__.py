"""The same answers in a terminal, and the work on the data that moderators do in Discord."""
