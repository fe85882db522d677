"""A match line into which something was put: the same match, or none and a problem; never another match."""

from hypothesis import given
from hypothesis import strategies as st

from bot.reader import read_season
from tests.properties import examples

_LIST = """= 1996 Copa Perú =

==Teams==
| Department | Team | Location |
| Arequipa | Piérola | Arequipa |
| Cajamarca | UTC | Cajamarca |
| Ancash | José Gálvez | Chimbote |
| Ica | 7 de Agosto | Nasca |
| Piura | Sport Norte | Sullana |
| Loreto | Deportivo Municipal (Yauli) | Iquitos |
| Puno | Alfonso Ugarte | Puno |
| Tacna | Bolognesi | Tacna |

==Final stage==
=== Round 1 ===
"""
_NAMES = ("Piérola", "UTC", "José Gálvez", "7 de Agosto", "Sport Norte", "Deportivo Municipal (Yauli)")
_DATES = ("19 January 1997", "19 de enero de 1997", "19/01/97", "Sun 19 Jan 1997", "1997-01-19")
_LINES = (
    "{home} {a}-{b} {away}",
    "{home} {a} – {b} {away}",
    "{home} v {away} {a}-{b}",
    "{home} - {away} {a}:{b}",
    "{home} {a} {away} {b}",
    "{home} {a}-{b} {away} (Estadio Nacional)",
    "{home} {a}-{b} {away}, Estadio Nacional, Lima",
    "{home} {a}-{b} {away} (Pérez 12', Ruiz 80')",
    "19.15 {home} {a}-{b} {away}",
)
_SHOOT_OUTS = (
    "{home} 1-1 {away} (4-3 p)",
    "{home} 1-1 {away} [{home} 4-3 pen]",
    "{home} 1-1 {away} (a.e.t., 4-3 pen)",
)
_TOKENS = st.sampled_from(
    (
        "12", "3", "1.", "7)", "2-1", "0:0", "4-3", "15:30", "19.15", "10:30 hrs", "(15:30)", "*", "†",
        "**", "#", "-", "–", "/", "|", "@", "@ Lima", ",", ";", ":", ".", "(", ")", "[", "()", "(x)",
        "(Lima)", "[1]", "(n)", "vs", "v", "x", "y", "de", "ganó", "beat", "Lima", "Juan", "Pérez",
        "Arequipa:", "Fecha", "Fecha 2", "Grupo A", "Domingo", "enero", "19", "1997", "97", "45'",
        "Pérez 45'", "(45')", "Goles", "Árbitro:", "pen", "(pen)", "Lima 15:30", "Estadio Nacional",
        "Cienciano",        "Sport", "Norte", "+", "…", "1-0,", "gol", "II", "B"
    )
)  # fmt: skip


def _facts(text):
    season = read_season(text, "d.txt")
    return season, [
        (
            m.home,
            m.away,
            m.home_goals,
            m.away_goals,
            m.penalties,
            str(m.status),
            m.date and m.date.isoformat(),
        )
        for m in season.matches
    ]


def _agree(one, other):
    """Tell whether two facts are of one match, the place behind a name and a date that is lost aside."""
    names = zip(one[:2], other[:2], strict=True)
    return (
        all(a == b or a.startswith(f"{b} (") or a == f"{b} Arequipa" for a, b in names)
        and one[2:6] == other[2:6]
        and one[6] in (other[6], None)
    )


@st.composite
def _lines(draw):
    home, away = draw(st.lists(st.sampled_from(_NAMES), min_size=2, max_size=2, unique=True))
    form = draw(st.sampled_from(_LINES + _SHOOT_OUTS))
    a, b = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    return form.format(home=home, away=away, a=a, b=b)


@examples(300)
@given(st.sampled_from(_DATES), _lines(), _TOKENS, st.integers(0, 30), st.booleans())
def test_a_token_put_into_a_line_makes_no_other_match(date, line, token, place, above):
    before = "Bolognesi 0-0 Alfonso Ugarte\n" if above else ""
    _, facts = _facts(f"{_LIST}{date}\n{before}{line}\n")
    assert len(facts) == 1 + above
    parts = line.split(" ")
    place = min(place, len(parts))
    changed = " ".join([*parts[:place], token, *parts[place:]])
    season, read = _facts(f"{_LIST}{date}\n{before}{changed}\n")
    assert len(read) in (above, 1 + above), changed
    assert read[:above] == facts[:above]
    number = season.lines
    told = any(problem.line == number for problem in season.problems)
    if len(read) == above:
        assert told, changed
    else:
        assert _agree(read[-1], facts[-1]) or told, (changed, read[-1])
