"""Lines that could not be read are told apart from what is not in the document."""

import pytest

from bot.cache import Store, load
from bot.queries.matches import Matches
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.versus import Versus
from bot.replies.language import language
from bot.replies.render import render
from bot.replies.reply import Reply, body

ENGLISH, SPANISH = language("en", markup=False), language("es", markup=False)
SEASON = """= {year} Copa Perú =

Infobox
- Season: {year}
- Winners: Sport Uno

==Departmental Stage==
| Department | Team | Location |
| Cusco | Sport Uno | Cusco |
| Ica | Sport Dos | Nazca |

==Final Stage==
=== Round 1 ===
{lines}

=== Round 2 ===
"""
GARBLED = "12 - 3 - 4\nSport Uno 1-0"


@pytest.fixture
def seasons(tmp_path):
    folder = tmp_path / "seasons"
    folder.mkdir()
    return folder


@pytest.fixture
async def snapshot(seasons, tmp_path):
    (seasons / "2001.txt").write_text(SEASON.format(year=2001, lines=GARBLED), encoding="utf-8")
    (seasons / "2002.txt").write_text(SEASON.format(year=2002, lines=""), encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        yield found
    await store.close()


async def shown(query, snapshot, t=ENGLISH):
    reply = render(await query.answer(snapshot), t)
    return "\n".join((body(reply), body(Reply(reply.title, parts=reply.details))))


@pytest.mark.parametrize(
    "query", [Matches(2001), Matches(2001, "round 1"), Matches(2001, None, "final stage")], ids=str
)
async def test_matches_of_a_part_with_unread_lines_are_not_said_to_be_missing(snapshot, query):
    text = await shown(query, snapshot)
    assert "Results may be missing: I could not read 2 lines of my source." in text
    assert "no results" not in text
    assert "no pude leer 2 líneas de mi fuente" in await shown(query, snapshot, SPANISH)


async def test_a_part_whose_lines_were_all_read_is_said_to_hold_no_match(snapshot):
    for query in (Matches(2001, "round 2"), Matches(2002, "round 1")):
        assert "I have no results of Round" in await shown(query, snapshot)
    assert "I have no results of 2002." in await shown(Matches(2002), snapshot)


async def test_a_clubs_results_tell_the_lines_that_could_not_be_read(snapshot):
    text = await shown(Results("sport-uno.cusco"), snapshot)
    assert "2001 · Cusco · no result read (2 lines unread)" in text
    assert "I could not read 2 lines of my source" in text
    assert "2002 · Cusco · no results" in text


async def test_two_clubs_are_told_the_unread_lines_of_the_seasons_of_both(snapshot):
    text = await shown(Versus("sport-uno.cusco", "sport-dos.ica"), snapshot)
    assert "Results of 2001 may be missing: I could not read 2 lines of my source." in text
    assert "of 2002 could not" not in text


async def test_a_profile_and_the_list_of_editions_tell_unread_lines(snapshot):
    assert "2001 · Cusco · no result read (2 lines unread)" in await shown(
        TeamProfile("sport-uno.cusco"), snapshot
    )
    text = await shown(Seasons(), snapshot)
    assert "2 teams · no result read (2 lines unread)" in text
    assert "2 teams · no results" in text


async def test_a_season_that_does_not_say_where_the_club_is_from_is_told_once(seasons, tmp_path):
    listed = SEASON.format(year=2001, lines="1 May 2001\nSport Uno 1-0 Sport Dos")
    bare = "= 2002 Copa Perú =\n\n==Final Stage==\n=== Round 1 ===\n1 May 2002\nSport Uno 1-0 Sport Dos\n"
    (seasons / "2001.txt").write_text(listed, encoding="utf-8")
    (seasons / "2002.txt").write_text(bare, encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        text = await shown(TeamProfile("sport-uno.cusco"), found)
    await store.close()
    assert "My source for 2002 does not say where it is from: taken for the only club of its name." in text
    assert "without its department" not in text


MARKED_UP = """= 2003 Copa Perú =

Infobox
- Season: 2003
- Winners: '''[[Sport Uno]]''' {{flag|PER}}

The '''2003 Copa Perú''' went to [[Sport Uno|Uno]]<ref>{{cite web|url=http://x}}</ref> in the&nbsp;capital.

==Departmental Stage==
| Department | Team | Location |
| [[Cusco]] | [[Sport Uno]] | Cusco<br> |
| Ica | ''Sport Dos'' | Nazca |

==Final Stage==
=== Round 1 ===
1 May 2003
[[Sport Uno]] 1-0 Sport Dos<ref name="a"/>
{{OneLegResult|Sport Uno||2-0||Sport Dos}}
'''Sport Dos''' 3-1 {{nowrap|Sport Uno}} {{small|(aet)}}
"""


@pytest.mark.parametrize("query", [SeasonOverview(2003), Matches(2003), Teams(2003), Seasons()], ids=str)
async def test_no_markup_of_a_source_reaches_a_person(seasons, tmp_path, query):
    (seasons / "2003.txt").write_text(MARKED_UP, encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        text = await shown(query, found)
    await store.close()
    assert "Sport Uno" in text
    assert [mark for mark in ("[[", "]]", "{{", "}}", "''", "<ref", "<br", "&nbsp") if mark in text] == []


@pytest.mark.parametrize("query", [Standings, Records, SeasonOverview])
async def test_no_table_record_or_number_is_said_to_be_missing_where_lines_were_not_read(query, snapshot):
    unread, empty = await shown(query(2001), snapshot), await shown(query(2002), snapshot)
    assert "have no results" not in unread.lower()
    assert "read" in unread
    assert any(words in empty.lower() for words in ("no results", "not in my source", "no match line"))


UNKNOWN_TEMPLATE = """{{Infobox football league season|season=2003|winners=[[Sport Uno]]}}
The '''2003 Copa Perú''' was the promotion tournament.

==Final Stage==
{{Score sheet|Sport Uno|2–0|Sport Dos}}
{{Score sheet|Sport Dos|1–3|Sport Uno}}
"""


async def test_a_template_that_is_not_understood_counts_as_unread_and_is_not_shown(seasons, tmp_path):
    (seasons / "2003.wiki").write_text(UNKNOWN_TEMPLATE, encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        answer = await Matches(2003).answer(found)
        text = await shown(Matches(2003), found)
    await store.close()
    assert answer.unread == 2
    assert "core sheet" not in text
