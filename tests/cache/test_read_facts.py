"""Every fact of the model comes back from the cache as it was read and linked."""

import dataclasses

import pytest

from bot.cache import Store, load, versions
from bot.model import Season
from bot.tournament.club_links import KeyOf, link_clubs
from tests.five import SEEDS

MADE = """= 2031 Copa Perú =

Infobox
- Season: 2031
- Winners: Sport Alfa
- Biggest Home Win: Sport Gama 9–0 Sport Delta

The champion was promoted to the 2032 Liga 1 but the runner-up was not promoted.

==Teams==
| Department | Team | Location |
| Ancash | Sport Alfa | Huaraz |
| Cusco | Unión Beta | Sicuani |
| Ica | Sport Gama | Nasca |

==Final stage==
=== Round 1 ===
3 December 2031
Sport Alfa 0–2 Unión Beta [awarded 3–0 to Sport Alfa, Unión Beta fielded a suspended player]
Sport Gama 1–1 Sport Alfa (4–3 pen)

Sport Gama were deducted 2 points for fielding an ineligible player.

===Standings===
| Pos | Team | Pld | W | D | L | GF | GA | GD | Pts | Qualification |
| 1 | Sport Alfa | 1 | 1 | 0 | 0 | 3 | 0 | +3 | 3 | Promoted |
| 2 | Unión Beta | 1 | 0 | 0 | 1 | 0 | 3 | −3 | −1 | 1 point deducted |

==See also==
- 2031 Liga 2
"""


@pytest.fixture
def read(monkeypatch) -> dict[int, Season]:
    """The seasons that a load reads, linked to their clubs."""
    seasons: dict[int, Season] = {}

    def linked(season: Season, key_of: KeyOf) -> Season:
        seasons[season.year] = link_clubs(season, key_of)
        return seasons[season.year]

    monkeypatch.setattr(versions, "link_clubs", linked)
    return seasons


async def test_every_fact_of_a_season_comes_back_as_it_was_read(tmp_path, read):
    folder = tmp_path / "seasons"
    folder.mkdir()
    for path in SEEDS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "2031_copa_peru.txt").write_text(MADE, encoding="utf-8")
    await load(folder, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        assert snapshot.seasons == tuple(sorted(read))
        for year, season in read.items():
            whole = await snapshot.season(year)
            assert whole is await snapshot.season(year)
            for name in {field.name for field in dataclasses.fields(Season)} - {"problems", "spellings"}:
                assert (year, name, getattr(whole, name)) == (year, name, getattr(season, name))
            assert set(whole.spellings) == set(season.spellings)
            assert set(season.problems) <= set(whole.problems)
    await store.close()
