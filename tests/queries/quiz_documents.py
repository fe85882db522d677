"""Made documents of editions with all that may mislead a quiz: names alike, ties, repeats, notes."""

NOTES = ("Another list says otherwise.", "Won on penalties.", "A list places the champion in Cusco.")
SCORES = ((1, 0), (2, 1), (0, 0), (2, 0), (1, 1), (3, 1), (4, 0))


def document(year, clubs, homes, chance):
    """Return the document of an edition with its infobox, list of teams and results."""
    tidy = chance.random() < 0.6
    winners = clubs[: 2 if not tidy and chance.random() < 0.3 else 1]
    scorers = [f"Juan {name} ({chance.randint(3, 5)})" for name in ("Uno", "Dos")[: chance.randint(1, 2)]]
    rows = sorted((homes[club], club) for club in clubs if tidy or chance.random() < 0.9)
    lines = [
        f"= {year} Copa Perú =", "", "Infobox", f"- Season: {year}", f"- Winners: {', '.join(winners)}",
        f"- Runners-up: {clubs[2] if not tidy and chance.random() < 0.3 else clubs[1]}",
        f"- League Topscorer: {', '.join(scorers)}", "", "==Teams==", "| Department | Team | Location |",
        *(f"| {home} | {club} | {home} |" for home, club in rows), "", "==Final Stage==",
    ]  # fmt: skip
    number = 0
    for at, home in enumerate(clubs):
        for away in clubs[at + 1 :]:
            number += 1
            lines.append(f"=== Round {number} ===") if number % 3 == 1 else None
            lines += _match(home, away, chance, tidy=tidy)
            if not tidy and chance.random() < 0.1:
                lines += _match(away, home, chance)
    if chance.random() < 0.3:
        own, other = chance.choice(SCORES)
        penalties = " (4-3 p)" if own == other else ""
        lines += ["", "==Final==", f"{clubs[0]} {own}-{other} {clubs[1]}{penalties}"]
    return "\n".join(lines) + "\n"


def _match(home, away, chance, *, tidy=False):
    """Return a match, of a tidy edition one that the club with the better place mostly wins."""
    own, other = chance.choice(SCORES)
    score = "v" if not tidy and chance.random() < 0.1 else f"{own}-{other}"
    return [f"{home} {score} {away}"]


def listed(year, clubs, homes, chance):
    """Return the row of an edition in a list of editions."""
    champion = "Not held" if chance.random() < 0.1 else clubs[0]
    home = homes[clubs[0]] if chance.random() < 0.8 else ""
    second = f"{clubs[1]} ({homes[clubs[1]]})" if chance.random() < 0.5 else clubs[1]
    note = chance.choice(NOTES) if chance.random() < 0.4 else ""
    return f"| {year} | {champion} | {home} | {second} | {note} | https://example.org/{year} |"
