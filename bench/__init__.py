"""Measurements of the running bot: a stand-in for Discord, load, sizes; nothing here is needed to run the bot."""
