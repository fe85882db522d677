"""Articles found and fetched: titles, redirects, links, revisions; wikis that are slow, away or no wikis."""

import asyncio
import contextlib
import dataclasses
import datetime
import email.utils
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import WikiError, WikiFault
from bot.replies.language import language
from bot.terminal.ask import in_one_line
from bot.text import fold
from bot.wiki import Absence
from bot.wiki.articles import is_season_title
from bot.wiki.client import Wiki, _Response
from tests.properties import examples

ENGLISH, SPANISH = "2031 Copa Perú", "Copa Perú 2031"
PORTAL = b"<html><body>Welcome to Hotel Example. <a href='/login?to=/revision/1'>Log in</a></body></html>"


def both(*seasons):
    return [(season, language) for season in seasons for language in ("en", "es")]


async def only(wiki, language="en", season=2031):
    [found] = await wiki.find([(season, language)])
    return found


async def test_each_language_has_its_own_usual_title(wiki, english, spanish):
    english.write(ENGLISH, "one")
    spanish.write(SPANISH, "uno")
    found = await wiki.find(both(2031, 2032))
    assert [(f.season, f.language, f.title, f.absence) for f in found] == [
        (2031, "en", ENGLISH, None),
        (2031, "es", SPANISH, None),
        (2032, "en", "2032 Copa Perú", Absence.MISSING),
        (2032, "es", "Copa Perú 2032", Absence.MISSING),
    ]
    assert found[0].article.url == f"{english.address}/index.php?oldid=1"
    assert (found[0].article.page_id, found[0].article.time) == (1, "2026-01-01T12:00:00Z")


async def test_the_html_is_that_of_the_revision_that_was_found(wiki, english):
    english.write(ENGLISH, "the old text")
    found = await only(wiki)
    english.write(ENGLISH, "the new text")
    page = await wiki.page(found.article)
    assert b"the old text" in page.html


async def test_html_that_is_as_it_was_is_not_sent_again(wiki, english):
    english.write(ENGLISH, "text")
    found = await only(wiki)
    page = await wiki.page(found.article)
    again = await wiki.page(found.article, page.etag)
    assert (again.html, again.etag) == (None, page.etag)
    assert english.asked[-1].headers["if-none-match"] == page.etag


async def test_a_revision_that_the_wiki_no_longer_shows_is_none(wiki, english):
    english.write(ENGLISH, "text")
    found = await only(wiki)
    assert await wiki.page(dataclasses.replace(found.article, revision=99)) is None


async def test_a_renamed_article_is_found_by_its_old_title(wiki, english):
    english.moved[ENGLISH] = "Copa Perú de Fútbol 2031"
    english.write("Copa Perú de Fútbol 2031", "text")
    assert (await only(wiki)).article.title == "Copa Perú de Fútbol 2031"


async def test_a_link_from_the_other_language_precedes_the_usual_title(wiki, english, spanish):
    english.write(ENGLISH, "text", links={"es": "Copa Perú 2031-32", "pt": "Copa Peru de 2031"})
    spanish.write("Copa Perú 2031-32", "texto")
    spanish.write(SPANISH, "otro texto")
    _, found = await wiki.find(both(2031))
    assert found.article.title == "Copa Perú 2031-32"


async def test_a_known_title_precedes_the_usual_one(wiki, english):
    english.moved["Copa Peru 2031"] = "Copa Perú 2031 (football)"
    english.write("Copa Perú 2031 (football)", "text")
    english.write(ENGLISH, "another text")
    [found] = await wiki.find([(2031, "en")], {(2031, "en"): "Copa Peru 2031"})
    assert found.article.title == "Copa Perú 2031 (football)"


async def test_the_first_language_is_asked_again_for_what_only_the_other_links_to(wiki, english, spanish):
    spanish.write(SPANISH, "texto", links={"en": "Copa Perú 2031 season"})
    english.write("Copa Perú 2031 season", "text")
    found, *_ = await wiki.find(both(2031, 2032))
    assert found.article.title == "Copa Perú 2031 season"
    assert english.asked[-1].query["titles"] == "Copa Perú 2031 season"


@pytest.mark.parametrize(
    ("to", "absence"),
    [
        ("Copa Perú", Absence.ELSEWHERE),
        ("2031 Copa Perú Femenina", Absence.ELSEWHERE),
        ("2030 Copa Perú", Absence.ELSEWHERE),
        ("2031 Copa Perú (disambiguation)", Absence.DISAMBIGUATION),
    ],
)
async def test_a_title_that_leads_to_something_else_gives_no_article(wiki, english, to, absence):
    english.moved[ENGLISH] = to
    english.write(to, "text")
    found = await only(wiki)
    assert (found.article, found.absence, found.title) == (None, absence, to)


async def test_a_disambiguation_page_gives_no_article(wiki, english):
    english.write(ENGLISH, "text", pageprops={"disambiguation": ""})
    assert (await only(wiki)).absence is Absence.DISAMBIGUATION


async def test_an_empty_page_gives_no_article(wiki, english):
    english.write(ENGLISH, "")
    assert (await only(wiki)).absence is Absence.EMPTY


async def test_a_title_that_leads_back_to_itself_gives_no_article(wiki, english):
    english.moved |= {ENGLISH: "2031 Copa Peru", "2031 Copa Peru": ENGLISH}
    assert (await only(wiki)).absence is Absence.MISSING


async def test_sixty_seasons_take_two_queries(wiki, english):
    for season in range(1967, 2027):
        english.write(f"{season} Copa Perú", "text")
    found = await wiki.find([(season, "en") for season in range(1967, 2027)])
    assert [item.season for item in found if item.article] == [*range(1967, 2027)]
    assert [len(request.query["titles"].split("|")) for request in english.asked] == [50, 10]


async def test_the_wiki_is_told_who_asks_and_that_it_may_be_late(wiki, english):
    await only(wiki)
    [request] = english.asked
    assert re.fullmatch(
        r"copa-peru-bot/[\d.]+ \(me@example\.org\) aiohttp/[\d.]+", request.headers["user-agent"]
    )
    assert request.headers["accept-encoding"] == "gzip"
    assert request.query["maxlag"] == "5"


async def test_without_a_contact_nothing_is_asked(english):
    with pytest.raises(WikiError) as caught:
        async with Wiki({"en": english.address}, None):
            pass
    assert caught.value.fault is WikiFault.NO_CONTACT
    assert english.asked == []


def page_with(revisions):
    return b'{"query": {"pages": [{"title": "2031 Copa Per\\u00fa", "revisions": %s}]}}' % revisions


def lag(seconds):
    body = {"error": {"code": "maxlag", "info": "Waiting for a database server: 7 seconds lagged."}}
    return 200, {"Retry-After": str(seconds), "Content-Type": "application/json"}, json.dumps(body).encode()


def in_a_minute():
    then = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=60)
    return email.utils.format_datetime(then, usegmt=True)


async def test_a_wiki_that_lags_is_asked_again_when_it_says(wiki, english, waited):
    english.write(ENGLISH, "text")
    english.instead += [lag(7), (429, {"Retry-After": in_a_minute()}, b""), (503, {}, b"<html>busy</html>")]
    assert (await only(wiki)).article
    assert waited[0] == 7
    assert 50 < waited[1] <= 60
    assert waited[2:] == [5]


@pytest.mark.parametrize("answers", [[lag(3)] * 9, [(429, {"Retry-After": "86400"}, b"")]])
async def test_a_wiki_that_stays_busy_is_given_up(wiki, english, waited, answers):
    english.instead += answers
    with pytest.raises(WikiError) as caught:
        await only(wiki)
    assert caught.value.fault is WikiFault.BUSY
    assert sum(waited) < 120


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"Content-Type": "text/html"}, PORTAL),
        (200, {"Content-Type": "application/json"}, b'{"login": true}'),
        (200, {"Content-Type": "application/json"}, b"[" * 100_000),
        (200, {}, page_with(b"7")),
        (200, {}, page_with(b'[{"revid": "x"}]')),
        (200, {}, page_with(b'[{"revid": Infinity}]')),
        (200, {}, page_with(b'[{"revid": 1, "timestamp": "yesterday"}], "pageid": 1')),
        (200, {}, b'{"query": {"pages": {"title": []}}}'),
        (200, {}, b""),
        (302, {"Location": "http://127.0.0.1:1/login"}, b""),
        (500, {}, b"oops"),
        (200, {}, b'{"error": {"code": "internal_api_error"}}'),
    ],
)
async def test_an_answer_of_something_else_than_a_wiki_is_named(wiki, english, answer):
    english.instead.append(answer)
    with pytest.raises(WikiError) as caught:
        await only(wiki)
    assert caught.value.fault in (WikiFault.NOT_A_WIKI, WikiFault.REFUSED)
    assert caught.value.host in english.address


class Answered(Wiki):
    """A client that gets the same answer to everything."""

    def __init__(self, answer):
        super().__init__({"en": "http://wiki.invalid"}, "me@example.org")
        self.answer = answer

    async def _get(self, *_):
        return _Response(200, json.dumps(self.answer).encode(), None, 0)


REVISION = {"revid": 7, "timestamp": "2026-01-01T12:00:00Z", "size": 9}
PAGE = {"title": ENGLISH, "pageid": 7, "langlinks": [{"lang": "es", "title": SPANISH}], "pageprops": {}}
FIELDS = st.sampled_from(
    ["title", "pageid", "langlinks", "pageprops", "revisions", "missing", "revid", "timestamp"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=4),
    max_leaves=8,
)


@examples(100)
@given(st.dictionaries(FIELDS, VALUES, max_size=2), st.dictionaries(FIELDS, VALUES, max_size=1), VALUES)
def test_an_answer_of_any_values_is_articles_or_a_fault_of_the_wiki(of_page, of_revision, more):
    page = PAGE | {"revisions": [REVISION | of_revision]} | of_page
    for answer in ({"query": {"pages": [page]}}, {"query": {"pages": [page], "redirects": more}}, more):
        with contextlib.suppress(WikiError):
            [found] = asyncio.run(Answered(answer).find([(2031, "en")]))
            assert (found.article is None) is (found.absence is not None)


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_refusal_of_something_else_than_a_wiki_is_no_missing_revision(wiki, english, status):
    english.write(ENGLISH, "text")
    found = await only(wiki)
    english.instead.append((status, {"Content-Type": "text/html"}, b"<html>Blocked</html>"))
    with pytest.raises(WikiError) as caught:
        await wiki.page(found.article)
    assert (caught.value.fault, caught.value.reason) == (WikiFault.REFUSED, f"HTTP {status}")


@pytest.mark.parametrize("body", [PORTAL, b"", b'<html about="http://wiki/revision/2">another</html>'])
async def test_html_of_something_else_than_the_revision_is_refused(wiki, english, body):
    english.write(ENGLISH, "text")
    found = await only(wiki)
    english.instead.append((200, {"Content-Type": "text/html"}, body))
    with pytest.raises(WikiError) as caught:
        await wiki.page(found.article)
    assert caught.value.fault is WikiFault.NOT_A_WIKI


async def test_a_page_that_never_ends_is_cut_off(wiki, english):
    english.write(ENGLISH, "text")
    found = await only(wiki)
    english.instead.append((200, {}, bytes(64 << 20)))
    with pytest.raises(WikiError) as caught:
        await wiki.page(found.article)
    assert caught.value.fault is WikiFault.TOO_LARGE


async def test_a_wiki_that_promises_much_and_sends_nothing_is_given_up(english, monkeypatch):
    monkeypatch.setattr("bot.wiki.client._SECONDS", 0.1)
    english.stalled = True
    async with Wiki({"en": english.address}, "me@example.org") as wiki:
        with pytest.raises(WikiError) as caught:
            await only(wiki)
    assert caught.value.fault is WikiFault.UNREACHABLE


@pytest.mark.parametrize("base", ["http://127.0.0.1:1/w", "http://wiki.invalid/w"])
async def test_a_wiki_that_is_away_is_named(base):
    async with Wiki({"en": base}, "me@example.org") as wiki:
        with pytest.raises(WikiError) as caught:
            await only(wiki)
    assert caught.value.fault is WikiFault.UNREACHABLE
    assert caught.value.host in base


@examples(200)
@given(st.text(), st.integers(1967, 2100))
def test_a_season_is_never_read_into_a_title_that_does_not_name_it(title, season):
    assert not is_season_title(title, season) or str(season) in fold(title)


@pytest.mark.parametrize(
    ("title", "season", "fits"),
    [
        ("1994 Copa Perú", 1994, True),
        ("Copa Perú 1994–95", 1994, True),
        ("Copa Perú 1994-1995", 1994, True),
        ("Copa Peru 1994 (football)", 1994, True),
        ("Copa Perú 1994–95", 1995, False),
        ("Copa Perú 1994 y 1996", 1994, False),
        ("1994 Copa Perú Final", 1994, False),
        ("Copa Perú 1994 – Etapa departamental", 1994, False),
        ("Copa 1994", 1994, False),
        ("Anexo:Copa Perú 1994", 1994, False),
    ],
)
def test_the_title_of_a_season_has_no_other_word(title, season, fits):
    assert is_season_title(title, season) is fits


@pytest.mark.parametrize("fault", WikiFault)
@pytest.mark.parametrize("lang", ["en", "es"])
def test_each_fault_of_a_wiki_is_told_in_one_line(fault, lang):
    line = in_one_line(WikiError("wiki.example", fault, "7"), language(lang, markup=False))
    assert "wiki.example" in line
    assert "\n" not in line
