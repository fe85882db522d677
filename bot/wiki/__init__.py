"""Season articles of Wikipedia, or of another MediaWiki: search, revisions, download."""

from bot.wiki.articles import LANGUAGES, LICENCE, Absence, Article, Located
from bot.wiki.client import Contact, Page, Wiki

__all__ = ["LANGUAGES", "LICENCE", "Absence", "Article", "Contact", "Located", "Page", "Wiki"]
