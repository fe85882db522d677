"""Season documents made for the tests, and folders of them."""

from pathlib import Path

from bot.cache import LoadReport
from bot.moderation import Moderation, Who

_TEXT = """= {year} Copa Perú =

Infobox
- Season: {year}
- Winners: {winner}

==Departmental Stage==
| Department | Team | Location |
| Ancash | {winner} | Huaraz |
| Ica | Deportivo Prueba | Nasca |

==Final Stage==
=== Round 1 ===
1 December {year}
{winner} {score} Deportivo Prueba
"""


def document(year: int, winner: str = "Sport Ejemplo", score: str = "2-0") -> bytes:
    """Return a document in which the winner meets Deportivo Prueba once."""
    return _TEXT.format(year=year, winner=winner, score=score).encode()


def contradiction(year: int) -> bytes:
    """Return a document whose infobox counts other matches and goals than its lines."""
    text = document(year).decode()
    return text.replace("- Winners", "- Matches: 77\n- Total Goals: 1\n- Winners").encode()


def folder_of(folder: Path, *years: int) -> Path:
    """Make a folder with a document for each year."""
    folder.mkdir(parents=True, exist_ok=True)
    for year in years:
        (folder / f"{year}.txt").write_bytes(document(year))
    return folder


async def remove(moderation: Moderation, season: int, who: Who) -> LoadReport:
    """Remove the document of a season, as a moderator who confirms the preview."""
    preview = await moderation.offer_removal(season, who)
    _, report = await moderation.confirm(preview.offer.token, who)
    return report
