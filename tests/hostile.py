"""Season documents full of what could hurt whoever shows them, and the means to tell that it did not.

Names carry markup, mentions, links, code fences, controls of terminals, invisible and turning signs.
"""

import re
from collections.abc import Iterator

NAMES = (
    "**Sport** Boys",
    "__Unión__ *Huaral",
    "~~Defensor~~ ||Lima||",
    "`Deportivo` Código",
    "```Sport Bloque",
    "@everyone Fútbol Club",
    "@here Unidos",
    "<@123456789012345678> Atlético",
    "<@!1> Racing",
    "<@&12> Juniors",
    "<#987654321098765432> Central",
    "<t:0:R> Eterno",
    "<:gol:123> Alegría",
    "</ask:12> Comando",
    "<id:home> Hogar",
    "[Sport](https://example.org/a) Enlace",
    "[Enlace Roto](",
    "Roto](https://example.org/b) Cierre",
    "] Corchete [",
    "https://example.org/**_raro_** Web",
    "<https://example.org> Ángulo",
    "# Título Grande",
    "> Cita Larga",
    "-# Menor Tamaño",
    "- Guion Inicial",
    "1. Número Uno",
    "Barra\\Invertida \\",
    "\\* Estrella",
    "Fin *",
    "_ Raya",
    "\u202eSopleuv Le\u202c",
    "\u2066Aislado\u2069 Club",
    "Cero\u200bAncho \u200d Unido",
    "Combinado" + "\u0301" * 20,
    "Emoji 🏆🔥 Campeón",
    "👨\u200d👩\u200d👧 Familia",
    "Ж Динамо",
    "北京 Junín",
    "Deportivo %s {0} {name}",
    "100% Perú",
    "Control \x07 Timbre",
    "Escape \x1b[31m Rojo\x1b[0m",
    "Escape \x1b]0;hola\x07 Título",
    "C1 \x9b2J Borrado",
    "Borrar \x7f Atrás\x08",
    "'; DROP TABLE club;--",
    "<script>alert(1)</script> Web",
    "a" * 300,
    "Club " * 60 + "Fin",
    "Club Deportivo Social Cultural y Recreativo de los Trabajadores de la Municipalidad Provincial de Ica",
    "🏆" * 90,
    "*" * 120,
    "_" * 200 + " Rayas",
    "`" * 90 + " Comillas",
)
"""What teams, players and places of hostile documents are called."""

_OF_THE_BOT = re.compile(r"<t:\d{10}:[fR]>|</[a-zñ]+(?: [a-zñ]+)?:\d{17,20}>")
_ENTITY = re.compile(r"@(?:everyone|here)|<(?:@[!&]?|#|t:|a?:\w+:|id:|/[\w -]+:)")
_ESCAPED_OR_CODE = re.compile(r"\\(?:[^\w\s]|_)|`[^`\n]+`")
_FENCE = re.compile(r"```.*?```", re.DOTALL)
_LINK = re.compile(r"\[[^\[\]]+\]\(https://[^\s()]+\)")
_PAIRED = ("`", "**", "__", "~~", "||", "*", "_")
_DRIVING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def document(year: int, names: tuple[str, ...]) -> str:
    """Return the document of a season in which at least six clubs of these names play, win and score."""
    teams = names[:12]
    rows = [f"| {place} | {team} | {team} |" for place, team in zip(_PLACES * 2, teams, strict=False)]
    lines = [
        f"= {year} Copa Perú {teams[0][:60]} =",
        "",
        "Infobox",
        f"- Season: {year}",
        f"- Winners: {teams[0]} (2nd Title)",
        f"- Runners-up: {teams[1]}",
        f"- League Topscorer: {teams[2]} (9), {teams[3]} (9)",
        f"- Biggest Home Win: {teams[0]} 9–0 {teams[1]}, {teams[2]}",
        f"- {teams[3][:40]}: {teams[4]}",
        "",
        f"{teams[4]} and the rest met. The champion was promoted to the {teams[5]}.",
        "",
        "==Teams==",
        "===Team changes===",
        f"| Promoted to {teams[0]} | Relegated from {teams[1]} |",
        f"| {teams[2]} | {teams[3]} |",
        "",
        "==Departmental Stage==",
        "| Department | Team | Location |",
        *rows,
        "",
        "==Regional Stage==",
        f"===Region {teams[1][:30]}===",
        f"Region I includes qualified teams from Ica, {teams[2]} and Lima region.",
        f"====Group {teams[3][:30]}====",
        *_round_robin(year, teams[:3], teams[4]),
        "",
        "==National Stage==",
        f"==={teams[2][:60]}===",
        "| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |",
        f"| {teams[0]} | 3–2 | {teams[1]} | 1–0 | 2–2 |",
        f"| {teams[2]} | w/o | {teams[3]} | | |",
        "",
        "===Final===",
        f"2 December {year}",
        f"{teams[0]} 1–1 {teams[2]} (4–3 p)",
        teams[4],
        "",
        f"=={teams[5][:60]}==",
        "| Pos | Team | Pld | W | D | L | GF | GA | GD | Pts | Notes |",
        *(
            f"| {n} | {team} | 2 | 1 | 0 | 1 | 3 | 3 | 0 | 3 | {teams[6]} |"
            for n, team in enumerate(teams[:4], 1)
        ),
        "",
        "==See also==",
        f"- {teams[0]}",
    ]
    return "\n".join(lines) + "\n"


def _round_robin(year: int, teams: tuple[str, ...], note: str) -> Iterator[str]:
    pairs = ((0, 1), (1, 2), (2, 0))
    for number, (home, away) in enumerate(pairs, 1):
        yield f"=====Round {number}====="
        yield f"{number} November {year}"
        yield f"{teams[home]} {number}-{2 * home} {teams[away]}, {note}"


_PLACES = (
    "Amazonas", "Ancash", "Apurímac", "Arequipa", "Ayacucho", "Cajamarca", "Cusco", "Ica", "Junín", "Lima",
    "Loreto", "Piura",
)  # fmt: skip


def broken_markup(text: str) -> list[str]:
    """Say what of a text with markup is a mention, an open mark or a link of a name's own."""
    bare = _FENCE.sub("", text)
    found = [] if "```" not in bare else ["an open code block"]
    bare = _ESCAPED_OR_CODE.sub("·", bare)
    # A moment in the reader's own time and a link to a command are the bot's.
    found += [f"mention {one}" for one in _ENTITY.findall(_OF_THE_BOT.sub("", bare))]
    bare = _LINK.sub("", bare)
    if "](" in bare:
        found.append("a link of a name's own")
    if "://" in bare:
        found.append("an address of a name's own")
    for mark in _PAIRED:
        if bare.count(mark) % 2:
            found.append(f"an odd {mark}")
        bare = bare.replace(mark, "")
    return found


def drives_a_terminal(text: str) -> bool:
    """Tell whether a text holds a control that a terminal or a reader's eye would follow."""
    return _DRIVING.search(text) is not None
