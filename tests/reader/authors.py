"""In what words, with what signs and in what order different authors write a season."""

import calendar
import datetime
from dataclasses import dataclass

from hypothesis import strategies as st

from bot.model import MatchStatus


@dataclass(frozen=True)
class Style:
    """How an author writes."""

    spanish: bool
    dash: str
    date: str
    dates: str
    rounds: str
    spaced: bool
    bullets: bool
    tables: str
    knockouts: str
    penalties: str
    listed: str
    apart: bool
    scores: str
    dated: str
    linked: bool
    said: tuple[str, ...]


DEPARTMENTS = (
    "Ancash",
    "Arequipa",
    "Cusco",
    "Ica",
    "La Libertad",
    "Loreto",
    "Madre de Dios",
    "Puno",
    "Tacna",
)
NAMES = (
    "Alianza Atlético", "Juan Aurich", "Melgar", "UTC", "CNI", "I.M.I.", "Deportivo Municipal (Yauli)",
    "Deportivo Municipal (RdM)", "José Olaya (Paita)", "30 de Agosto", "7 de Junio", "Manco II",
    "UNSAAC-Cusco", "Sport Águila", "Alfonso Ugarte de Chiclín", "Carlos A. Mannucci", "Unión y Progreso",
    "Los Caimanes", "D'Onofrio", "U América", "Defensor San José", "Real Sociedad 2000", "El Tablazo",
    "Ñañas FC", "Santos", "ADT", "León de Huánuco", "Óscar Berckemeyer", "Sport Boys Association",
    "Academia San Antonio del Cusco", "Bolognesi Zepita", "Once Amigos", "Final Unión", "Estrella Roja",
)  # fmt: skip
TOWNS = ("Chimbote", "Villa El Salvador", "Nazca", "Puerto Maldonado", "Ate", "San Martín", "Chepén")
PLAYERS = ("Juan Pérez", "Luis A. Ríos", "José de la Cruz", "M. Zúñiga")
MONTHS_EN = calendar.month_name[1:]
MONTHS_ES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "setiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
DAYS_ES = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
DATES = {
    False: (
        "{d.day} {m} {d.year}", "{m} {d.day}, {d.year}", "{d:%A}, {d.day} {m} {d.year}", "{d:%Y-%m-%d}",
        "({d.day} {m} {d.year})", "[{d:%a} {d.day} {s} {d.year}]", "{d:%Y/%m/%d}", "{d.day}-{s}-{d.year}",
        "{d:%a} {d.day} {s} {d:%y}", "{d:%A} {d.day} {m}", "{d.day} {s} '{d:%y}",
        "{d.day}th {m} {d.year}", "{d.day} {s} {d.year}", "{s} {d.day}, {d.year}", "{d:%d/%m/%Y}",
    ),
    True: (
        "{d.day} de {m} de {d.year}", "{w} {d.day} de {m} de {d.year}", "{d:%d/%m/%Y}", "{d:%d.%m.%Y}",
        "{w}, {d.day} de {m} de {d.year}", "{d.day} de {m} del {d.year}", "{d:%d-%m-%y}",
        "{d.day} {s}. {d.year}", "({w} {d.day} de {m} de {d.year})", "[{d:%d/%m/%y}]",
        "{d.day} de {m} del {d:%y}",
        "{w3}. {d.day} {s} {d:%y}", "{w} {d.day} de {m}", "{d.day}/{s}/{d.year}",
    ),
}  # fmt: skip
DASHES = ("-", "–", " - ", " – ", ":", "−", " : ", "—")
ROUND_WORDS = {
    False: ("Round {n}", "Matchday {n}", "Round {n} of 9", "Week {n}"),
    True: ("Fecha {n}", "Jornada {n}", "{n}ª fecha", "FECHA {n}", "Fecha N° {n}"),
}
STAGES = {
    False: ("Final Stage", "National Stage", "Final stage", "Final Round"),
    True: ("Etapa Nacional", "Hexagonal Final", "Liguilla Final", "Fase Final"),
}
KNOCKOUTS = {
    False: ("Quarterfinals", "Semifinals", "Round of 16", "Semi-finals"),
    True: ("Cuartos de final", "Semifinales", "Octavos de final", "Semifinal"),
}
PLAY_OFFS = {
    False: ("Playoff", "Tiebreaker", "Play-off"),
    True: ("Desempate", "Partido extra", "Definición"),
}
PENALTIES = {
    False: (
        "({0}–{1} p)",
        "({0}-{1} pen.)",
        "[{0}-{1} pen]",
        "(pens: {0}–{1})",
        "({0}–{1} on penalties)",
        "({team} {2}–{3} pen)",
        "[{team} won {2}-{3} on penalties]",
        "(penalties: {team} {2}–{3})",
        "under",
        "inside",
    ),
    True: (
        "({0}-{1} en penales)",
        "({0}–{1} p.)",
        "[penales {0}-{1}]",
        "({0}-{1} por penales)",
        "({team} {2}-{3} en penales)",
        "(ganó {team} {2}-{3} por penales)",
        "[por definición de penales ganó {team} {2}-{3}]",
        "under",
        "inside",
    ),
}
SAID = {
    False: (
        "Attendance: 3,000",
        "Stadium: Nacional",
        "Referee: Luis Ríos",
        "Pérez 12', Ríos 80' (pen.)",
        "15:30",
    ),
    True: (
        "Estadio: Monumental, Lima",
        "Asistencia: 2 000",
        "Goles: Pérez 12', Ríos 80'",
        "Árbitro: L. Ríos",
    ),
}
UNDER = {False: "{team} won {0}–{1} on penalties.", True: "{team} ganó {0}-{1} en penales"}
EXTRA_TIME = {
    False: ("(a.e.t.)", "(aet)", "(after extra time)"),
    True: ("(pró.)", "(tiempo extra)", "(t.s.)"),
}
GIVEN = {
    False: (
        "[awarded {0}–{1} to {team}]",
        "({team} awarded a {0}-{1} win; the other side had a suspended player)",
    ),
    True: ("(se dio por ganado a {team} {0}-{1})", "[ganó {team} {0}-{1} en mesa]"),
}
ENDED = {
    MatchStatus.AWARDED: {False: ("(awarded)", "(w/o)"), True: ("(W.O.)", "(en mesa)", "(otorgado)")},
    MatchStatus.ABANDONED: {False: ("(abandoned)", "(suspended)"), True: ("(suspendido)", "(abandonado)")},
    MatchStatus.ANNULLED: {False: ("(annulled)", "(void)"), True: ("(anulado)",)},
}
UNPLAYED = {
    MatchStatus.WALKOVER: ("w/o", "W.O.", "walkover"),
    MatchStatus.NOT_PLAYED: ("n.p.", "np"),
}
GOALS = st.tuples(st.integers(0, 12), st.integers(0, 12))


@st.composite
def styles(draw: st.DrawFn) -> Style:
    """Give an author."""
    spanish = draw(st.booleans())
    return Style(
        spanish=spanish,
        dash=draw(st.sampled_from(DASHES)),
        date=draw(st.sampled_from(DATES[spanish])),
        dates=draw(st.sampled_from(("above each", "above all", "before", "behind", "heading", "none"))),
        rounds=draw(st.sampled_from(("headings", "lines", "bold lines"))),
        spaced=draw(st.booleans()),
        bullets=draw(st.booleans()),
        tables=draw(st.sampled_from(("flat", "bare", "one line a row", "one line a cell"))),
        knockouts=draw(st.sampled_from(("legs in a row", "leg headings", "leg lines"))),
        penalties=draw(st.sampled_from(PENALTIES[spanish])),
        listed=draw(st.sampled_from(("table", "table", "items", "departments", "no"))),
        apart=draw(st.booleans()),
        scores=draw(st.sampled_from(("between", "between", "between", "behind both", "behind each"))),
        dated=draw(st.sampled_from(("{} ({})", "{} [{}]", "{} – {}", "{}: {}", "{}, {}"))),
        linked=draw(st.booleans()),
        said=tuple(draw(st.lists(st.sampled_from(SAID[spanish]), max_size=2, unique=True))),
    )


def day_in(day: datetime.date, style: Style) -> str:
    """Write a day as this author does."""
    month = (MONTHS_ES if style.spanish else MONTHS_EN)[day.month - 1]
    form = style.date if 10 < day.day < 20 or "th" not in style.date else "{d.day} {m} {d.year}"
    form = form.strip("()[]") if style.dates in ("behind", "heading") else form
    return form.format(d=day, m=month, s=month[:3], w=DAYS_ES[day.weekday()], w3=DAYS_ES[day.weekday()][:3])
