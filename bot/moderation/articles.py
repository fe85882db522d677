"""The change that puts fetched articles into use."""

import dataclasses
import hashlib
import io
import zipfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import ADDED
from bot.cache.document import problems_as_json
from bot.cache.versions import losses
from bot.moderation.changes import Change, Details
from bot.moderation.fetch import Fetched, FetchOutcome, Known, KnownArticle, read_article
from bot.moderation.state import TERMINAL, FetchedArticle, ModerationState, Who
from bot.problems import problem

_LIST = "articles.json"


@dataclass(frozen=True, slots=True)
class UseArticles(Change):
    """Articles of seasons, each in place of an earlier revision; `html` are their bytes by digest."""

    what: ClassVar[str] = "fetch articles"

    articles: tuple[FetchedArticle, ...]
    html: Mapping[str, bytes] = dataclasses.field(repr=False)

    @property
    def details(self) -> Details:
        """How many articles are in use now and of which seasons, and how many revisions are held back."""
        held = sum(item.held is not None for item in self.articles)
        seasons = sorted({item.season for item in self.articles if item.held is None})
        return {
            "articles": len(self.articles) - held,
            "held": held,
            "seasons": ", ".join(map(str, seasons)),
        }

    @property
    def contents(self) -> Mapping[str, bytes]:
        """The articles' HTML."""
        return self.html

    def concerns(self, state: ModerationState) -> tuple[object, ...]:
        """Return the articles of the same seasons, and the documents chosen to lead them."""
        seasons = {item.season for item in self.articles}
        return tuple(
            item for items in (state.articles, state.leaders) for item in items if item.season in seasons
        )

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state with the articles."""
        by_place = {item.place: item for item in state.articles}
        by_place |= {item.place: dataclasses.replace(item, at=at, who=who) for item in self.articles}
        return dataclasses.replace(state, articles=tuple(by_place[place] for place in sorted(by_place)))

    def packed(self) -> bytes:
        """Return the change as bytes, for `unpacked`."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(_LIST, ModerationState(articles=self.articles).as_json())
            for digest, data in self.html.items():
                archive.writestr(digest, data)
        return packed.getvalue()

    @classmethod
    def unpacked(cls, data: bytes) -> "UseArticles":
        """Return the change from the bytes that `packed` made."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            articles = ModerationState.from_json(archive.read(_LIST).decode()).articles
            html = {name: archive.read(name) for name in archive.namelist() if name != _LIST}
        return cls(articles, html)


def article_name(item: FetchedArticle) -> str:
    """Return the name of an article as a document."""
    return f"{ADDED}{item.season}.{item.article.language}.html"


def known_articles(state: ModerationState) -> Known:
    """Return what is kept of articles, by season and language."""
    return {
        item.place: KnownArticle(item.article.title, item.article.revision, item.etag)
        for item in state.articles
    }


async def judged(
    fetched: Sequence[Fetched], state: ModerationState, content: Callable[[str], Awaitable[bytes]]
) -> list[Fetched]:
    """Hold back revisions that have lost what the one in use has."""
    in_use = {item.place: item for item in state.articles}
    results = []
    for one in fetched:
        before = in_use.get(one.place)
        results.append(held_back(one, await content(before.sha256)) if before else one)
    return results


def held_back(fetched: Fetched, before: bytes) -> Fetched:
    """Return the outcome for an article given the HTML of the revision in use."""
    if fetched.outcome is FetchOutcome.UNCHANGED:
        return fetched
    if fetched.page and fetched.page.html == before:
        return dataclasses.replace(fetched, outcome=FetchOutcome.UNCHANGED)
    if fetched.season is None:
        gone = problem("article-gone", 0, "")
        return dataclasses.replace(fetched, outcome=FetchOutcome.HELD, reason=fetched.reason or gone)
    good, _ = read_article(fetched.place, before)
    lost = losses(fetched.season, good) if good else ()
    return dataclasses.replace(fetched, outcome=FetchOutcome.HELD, reason=lost[0]) if lost else fetched


def article_change(fetched: Sequence[Fetched], state: ModerationState) -> UseArticles | None:
    """Return the change that uses what was fetched; None where nothing would be another."""
    in_use = {item.place: item for item in state.articles}
    items, html = [], {}
    for one in fetched:
        item = before = in_use.get(one.place)
        if one.usable and one.page and one.page.html:
            digest = hashlib.sha256(one.page.html).hexdigest()
            html[digest] = one.page.html
            item = FetchedArticle(one.located.season, one.page.article, digest, one.page.etag, "", TERMINAL)
        elif before:
            held = (
                problems_as_json((one.reason,)) if one.outcome is FetchOutcome.HELD and one.reason else None
            )
            item = dataclasses.replace(before, held=held)
        if item and item != before:
            items.append(item)
    return UseArticles(tuple(items), html) if items else None
