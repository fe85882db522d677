"""Measurements of the running bot: a stand-in for Discord, load, sizes; the bot runs without."""
