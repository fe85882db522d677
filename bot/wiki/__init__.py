"""Season articles of Wikipedia, or of another MediaWiki: titles and revisions here, download in `client`."""

from bot.wiki.articles import LANGUAGES, Absence, Located, Page, Place

__all__ = ["LANGUAGES", "Absence", "Located", "Page", "Place"]
