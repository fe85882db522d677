"""The client of MediaWikis: one request at a time, with limits in bytes and seconds.

Wikis ask jobs that nobody waits for to give way: `maxlag` goes with each query, `Retry-After` is obeyed.
"""

import asyncio
import datetime
import email.utils
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp

from bot import __version__
from bot.errors import WikiError, WikiFault
from bot.model import Article
from bot.text import clean
from bot.wiki.articles import LANGUAGES, Answer, Located, Page, Place, linked_titles, located, usual_title

_TITLES = 50
"""Titles of a query; MediaWiki allows no more without an account."""
_PARTS = 20
"""Parts of an answer on so many titles; the API splits long ones."""
_MAXLAG = 5
_SECONDS, _CONNECT_SECONDS = 60.0, 15.0
_ANSWER_BYTES, _PAGE_BYTES = 4 << 20, 8 << 20
_TRIES = 5
_USUAL_WAIT, _LONGEST_WAIT = 5.0, 120.0
_BUSY_STATUS = {429, 503}
_BUSY_CODES = {"maxlag", "ratelimited", "readonly"}
_GONE = {403, 404, 410}
_OK, _NOT_MODIFIED = 200, 304
_SHOWN = 60
_CHUNK = 1 << 16
_HEAD = 4096
_REVISION = re.compile(rb'<html\b[^>]*\sabout="[^"]*/revision/(\d+)"')

Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Response:
    """A response: `wait` is what Retry-After asks for, in seconds."""

    status: int
    body: bytes
    etag: str | None
    wait: float


class Wiki:
    """The wikis of all languages.

    `bases` are the addresses of their `api.php` without it, `contact` an address that their operators can
    write to, without which none is asked.
    """

    def __init__(
        self, bases: Mapping[str, str], contact: str | None, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._bases = {language: base.rstrip("/") for language, base in bases.items()}
        self._contact = contact
        self._sleep = sleep

    async def __aenter__(self) -> Self:
        if self._contact is None:
            raise WikiError(self._host(LANGUAGES[0]), WikiFault.NO_CONTACT)
        agent = f"copa-peru-bot/{__version__} ({self._contact}) aiohttp/{aiohttp.__version__}"
        self._session = aiohttp.ClientSession(
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
            timeout=aiohttp.ClientTimeout(total=_SECONDS, connect=_CONNECT_SECONDS),
            connector=aiohttp.TCPConnector(limit=1),
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def find(self, wanted: Sequence[Place], titles: Mapping[Place, str] | None = None) -> list[Located]:
        """Return what the wikis have on seasons, each in a language; `titles` are those of known articles.

        A link from the article in the other language precedes the usual title. Raises WikiError.
        """
        found: dict[Place, Located] = {}
        links = {**(titles or {})}
        languages = [*dict.fromkeys(language for _, language in wanted)]
        # The first languages once more: a later one may link to an article whose title is another.
        for language in (*languages, *languages[:-1]):
            asked = []
            for place in wanted:
                title = links.get(place, usual_title(*place))
                before = found.get(place)
                again = before is None or (before.article is None and before.title != title)
                if place[1] == language and again:
                    asked.append((place[0], title))
            for start in range(0, len(asked), _TITLES):
                batch = asked[start : start + _TITLES]
                answer = await self._query(language, [title for _, title in batch])
                try:
                    for season, title in batch:
                        item = located(season, language, title, answer, self._bases[language])
                        found[season, language] = item
                    for season, other, title in linked_titles(batch, answer):
                        links.setdefault((season, other), title)
                except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
                    raise WikiError(self._host(language), WikiFault.NOT_A_WIKI) from None
        return [found[place] for place in wanted]

    async def page(self, article: Article, etag: str | None = None) -> Page | None:
        """Return the HTML of a revision, without bytes where it still has the ETag; None where it is gone.

        Raises WikiError where something else than the revision comes.
        """
        path = f"rest.php/v1/revision/{article.revision}/html"
        headers = {"If-None-Match": etag} if etag else {}
        response = await self._patiently(article.language, path, {}, headers, _PAGE_BYTES)
        if response.status in _GONE and _json(response.body):
            return None
        if response.status == _NOT_MODIFIED:
            return Page(article, None, etag)
        if response.status != _OK or revision_of(response.body) != article.revision:
            raise self._error(article.language, response)
        return Page(article, response.body, response.etag)

    async def _query(self, language: str, titles: Sequence[str]) -> Answer:
        """Return all parts of the API's answer on titles."""
        asked: dict[str, str] = {
            "action": "query",
            "format": "json",
            "formatversion": "2",
            "redirects": "1",
            "maxlag": str(_MAXLAG),
            "titles": "|".join(titles),
            "prop": "revisions|langlinks|pageprops",
            "rvprop": "ids|timestamp|size",
            "ppprop": "disambiguation",
            "lllang": next(other for other in LANGUAGES if other != language),
            "lllimit": "max",
        }
        answer = Answer()
        more: dict[str, str] = {}
        for _ in range(_PARTS):
            response = await self._patiently(language, "api.php", asked | more, {}, _ANSWER_BYTES)
            part = _json(response.body)
            try:
                answer.add(part["query"])
                more = {str(name): str(value) for name, value in part.get("continue", {}).items()}
            except (LookupError, TypeError, ValueError, AttributeError, OverflowError):
                raise self._error(language, response) from None
            if not more:
                break
        return answer

    async def _patiently(
        self, language: str, path: str, asked: Mapping[str, str], headers: Mapping[str, str], most: int
    ) -> _Response:
        """Return a response; where the wiki is overloaded, ask again when it says."""
        for _ in range(_TRIES):
            response = await self._get(language, path, asked, headers, most)
            if response.status not in _BUSY_STATUS and _error_code(response) not in _BUSY_CODES:
                return response
            if response.wait > _LONGEST_WAIT:
                break
            await self._sleep(response.wait)
        raise WikiError(self._host(language), WikiFault.BUSY, f"{response.wait:.0f}")

    async def _get(
        self, language: str, path: str, asked: Mapping[str, str], headers: Mapping[str, str], most: int
    ) -> _Response:
        host, body = self._host(language), bytearray()
        try:
            async with self._session.get(
                f"{self._bases[language]}/{path}", params=asked, headers=headers, allow_redirects=False
            ) as response:
                async for chunk in response.content.iter_chunked(_CHUNK):
                    body += chunk
                    if len(body) > most:
                        raise WikiError(host, WikiFault.TOO_LARGE, f"{most >> 20}")
        except TimeoutError:
            raise WikiError(host, WikiFault.UNREACHABLE, f"no answer within {_SECONDS:.0f} s") from None
        except (aiohttp.ClientError, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise WikiError(host, WikiFault.UNREACHABLE, reason) from error
        wait = _seconds(response.headers.get("Retry-After"))
        return _Response(response.status, bytes(body), response.headers.get("ETag"), wait)

    def _host(self, language: str) -> str:
        return urlsplit(self._bases[language]).netloc

    def _error(self, language: str, response: _Response) -> WikiError:
        """Return the error for a response that is neither an answer nor a revision."""
        if code := _error_code(response):
            return WikiError(self._host(language), WikiFault.REFUSED, code)
        if response.status != _OK:
            return WikiError(self._host(language), WikiFault.REFUSED, f"HTTP {response.status}")
        return WikiError(self._host(language), WikiFault.NOT_A_WIKI)


def revision_of(html: bytes) -> int | None:
    """Return the revision that the HTML is of, None where it is not a wiki's."""
    revision = _REVISION.search(html[:_HEAD])
    return int(revision[1]) if revision else None


def _json(body: bytes) -> Any:
    """Return the body as JSON, None for anything else."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _error_code(response: _Response) -> str | None:
    """Return the API's error, which comes with status 200."""
    if not response.body.startswith(b"{"):
        return None
    answer = _json(response.body)
    error = answer.get("error") if isinstance(answer, dict) else None
    return clean(str(error.get("code")))[:_SHOWN] if isinstance(error, dict) else None


def _seconds(text: str | None) -> float:
    """Return the seconds of a Retry-After header, which holds seconds or a date."""
    if text is None:
        return _USUAL_WAIT
    if text.strip().isdecimal():
        return float(text)
    try:
        then = email.utils.parsedate_to_datetime(text)
        return max(0.0, (then - datetime.datetime.now(datetime.UTC)).total_seconds())
    except (ValueError, TypeError):
        return _USUAL_WAIT
