"""Random editions with their articles, in the templates of the English or the Spanish Wikipedia.

What a template renders has the classes and columns of the real one.
"""

# ruff: noqa: E501 (markup stands as it comes)

import datetime
from dataclasses import replace

from hypothesis import strategies as st

from bot.text import fold
from tests.reader.article_forms import YEAR, Article, Game, Goals, Row, in_english, in_spanish
from tests.reader.authors import DEPARTMENTS, GOALS, NAMES, PLAYERS, TOWNS

Counts = tuple[str, int, int, int, int, int]
"""A team with its matches won, drawn and lost, goals for and against."""


class Author:
    """Writes the article of an edition, and keeps its facts."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.article = Article(spanish=draw(st.booleans()))
        self.spanish = self.article.spanish
        self.day = datetime.date(YEAR, 3, 1) + datetime.timedelta(draw(st.integers(0, 150)))
        self.linked = draw(st.booleans())
        self.flags = draw(st.booleans())
        self.dash = draw(st.sampled_from(":-")) if self.spanish else draw(st.sampled_from(("–", "-", " – ")))
        self.standings_family = draw(
            st.sampled_from(("tabla",) if self.spanish else ("sports table", "fb cl"))
        )
        self.box_family = draw(
            st.sampled_from(("partido",) if self.spanish else ("football box collapsible", "footballbox"))
        )

    def name(self, team: str) -> str:
        """Return a team as the author links it."""
        if not self.linked:
            return team
        return f"[[{team}|{team}]]" if "(" in team else f"[[Club {team}|{team}]]"

    def score(self, goals: Goals) -> str:
        return f"{goals[0]}{self.dash}{goals[1]}"

    def words(self, english: str, spanish: str) -> str:
        return spanish if self.spanish else english

    def infobox(self, winner: str, scorers: list[tuple[str, int]]) -> None:
        """Write the infobox."""
        article = self.article
        article.champion, article.scorers = winner, scorers
        article.title = self.draw(st.none() | st.integers(2, 9))
        title = (
            self.words(f" ({article.title}th Title)", f" ({article.title}.º título)") if article.title else ""
        )
        players = "<br>".join(f"{player} ({goals})" for player, goals in scorers)
        values = [
            ("season", self.words("Season", "Temporada"), str(YEAR)),
            (
                self.words("winners", "campeón"),
                self.words("Champions", "Campeón"),
                f"{self.name(winner)}{title}",
            ),
            (self.words("league topscorer", "goleador"), self.words("Top goalscorer", "Goleador"), players),
        ]
        name = self.words("Infobox football league season", "Ficha de campeonato")
        head = {self.words("competition", "nombre"): "Copa Perú"}
        if self.spanish:
            values[0] = ("temporada", "Temporada", str(YEAR))
        neighbours = {
            "prevseason": f"[[{YEAR - 1} Copa Perú|{YEAR - 1}]]",
            "nextseason": f"[[{YEAR + 1} Copa Perú|{YEAR + 1}]]",
        }
        if self.spanish:
            neighbours = {"anterior": str(YEAR - 1), "siguiente": str(YEAR + 1)}
        before, after = neighbours.values()
        rows = "".join(
            f'<tr><th scope="row" class="infobox-label">{label}</th>\n<td class="infobox-data">{value}</td></tr>\n'
            for _, label, value in values
            if value
        )
        html = (
            '<table class="infobox vcalendar" {unit} style="width:22em">\n<tbody><tr><th colspan="2" class="infobox-above">'
            f'Copa Perú</th></tr>\n{rows}<tr>\n<td colspan="2">← {before} &#160; {after} →</td></tr></tbody></table>'
        )
        article.template(html, (name, {**head, **{key: value for key, _, value in values}, **neighbours}))
        article.paragraph(
            self.words(
                f"The '''{YEAR} Copa Perú season''' was the promotion tournament of [[Football in Peru|Peruvian football]].<ref>x</ref>",
                f"La '''Copa Perú {YEAR}''' fue el torneo de ascenso del [[Fútbol en Perú|fútbol peruano]].<ref>x</ref>",
            )
        )

    def teams(self, names: list[str], places: list[str]) -> None:
        """Write the list of teams, a department over all its rows."""
        article = self.article
        article.heading(2, self.words("Departmental Stage", "Etapa Departamental"))
        header = self.words("Department|Team|Location", "Departamento|Equipo|Localidad")
        groups: dict[str, list[str]] = {}
        for number, name in enumerate(names):
            groups.setdefault(places[number * len(places) // len(names)], []).append(name)
        halves: list[list[Row]] = [[], []]
        for half, (place, own) in enumerate(groups.items()):
            for number, name in enumerate(own):
                town = self.draw(st.sampled_from(TOWNS))
                article.entries.append((place, name, town))
                first = [(self.name(place) if self.linked else place, len(own), 1)] if number == 0 else []
                halves[half > 1].append([*first, (self.name(name), 1, 1), (f"[[{town}]]", 1, 1)])
        if self.draw(st.booleans()):
            article.side_by_side(tuple(header.split("|")), *halves)
        else:
            article.table(tuple(header.split("|")), halves[0] + halves[1])

    def standings(self, teams: list[str], games: list[Game]) -> None:
        """Write the table that the matches make."""
        rows = []
        for team in teams:
            own = [
                g.goals if g.home == team else g.goals[::-1]
                for g in games
                if g.goals and team in (g.home, g.away)
            ]
            won, drawn = sum(a > b for a, b in own), sum(a == b for a, b in own)
            scored, taken = sum(a for a, _ in own), sum(b for _, b in own)
            rows.append((team, won, drawn, len(own) - won - drawn, scored, taken))
        rows.sort(key=lambda row: (-3 * row[1] - row[2], row[5] - row[4], row[0]))
        for place, (team, won, drawn, lost, scored, taken) in enumerate(rows, 1):
            played = won + drawn + lost
            self.article.rows.append((place, team, played, won, drawn, lost, scored, taken, 3 * won + drawn))
        families = {"sports table": self._sports_table, "fb cl": self._fb_cl, "tabla": self._tabla}
        families[self.standings_family](rows, games)

    def _rendered(
        self,
        header: str,
        rows: list[Counts],
        *,
        points_first: bool = False,
        results: list[list[str]] | None = None,
    ) -> str:
        lines = []
        for place, (team, won, drawn, lost, scored, taken) in enumerate(rows, 1):
            difference = f"{scored - taken:+d}".replace("-", "−").replace("+0", "0")
            numbers = [won + drawn + lost, won, drawn, lost, scored, taken, difference]
            points = f"<b>{3 * won + drawn}</b>"
            cells = [points, *numbers] if points_first else [*numbers, points]
            cells += results[place - 1] if results else []
            lines.append(
                f'<tr>\n<td>{place}\n</td>\n<th scope="row" style="text-align:left">{self.name(team)}\n</th>'
                + "".join(f"\n<td>{cell}\n</td>" for cell in cells)
                + "</tr>"
            )
        titles = "".join(f'<th scope="col">{title}\n</th>' for title in header.split("|"))
        return f'<table class="wikitable" {{unit}} style="text-align:center">\n<tbody><tr>{titles}</tr>\n{"".join(lines)}</tbody></table>'

    def _sports_table(self, rows: list[Counts], games: list[Game]) -> None:
        parameters = {"1": "main", "style": "WDL"}
        for place, (team, *numbers) in enumerate(rows, 1):
            code = f"T{place}"
            parameters |= {f"team{place}": code, f"name_{code}": self.name(team)}
            names = ("win", "draw", "loss", "gf", "ga")
            parameters |= {f"{name}_{code}": str(n) for name, n in zip(names, numbers, strict=True)}
        header = '<abbr title="Position">Pos</abbr>|Team|Pld|W|D|L|GF|GA|GD|Pts'
        results = None
        if self.in_matrix:
            parameters["show_matches"] = "yes"
            teams = [row[0] for row in rows]
            header += "".join(f"|T{place}" for place in range(1, len(teams) + 1))
            results = [["—" if one == other else "" for other in teams] for one in teams]
            for game in games:
                home, away = teams.index(game.home), teams.index(game.away)
                results[home][away] = parameters[f"match_T{home + 1}_T{away + 1}"] = self.score(game.goals)
        html = self._rendered(header, rows, results=results)
        self.article.template(html, ("#invoke:sports table", parameters))

    def _fb_cl(self, rows: list[Counts], _: list[Game]) -> None:
        names = ("t", "w", "d", "l", "gf", "ga")
        calls = [
            (
                "Fb cl team",
                {"p": str(place), **dict(zip(names, (self.name(team), *map(str, numbers)), strict=True))},
            )
            for place, (team, *numbers) in enumerate(rows, 1)
        ]
        html = self._rendered("Pos|Team|Pld|W|D|L|GF|GA|GD|Pts", rows)
        self.article.template(html, ("fb cl header", {"noqr": "y"}), *calls, closed=True)

    def _tabla(self, rows: list[Counts], _: list[Game]) -> None:
        names = ("eq", "g", "e", "p", "gf", "gc")
        calls = [
            (
                "Tabla de posiciones equipo",
                {"pos": str(place), **dict(zip(names, (self.name(team), *map(str, numbers)), strict=True))},
            )
            for place, (team, *numbers) in enumerate(rows, 1)
        ]
        html = self._rendered("Pos|Equipo|Pts|PJ|PG|PE|PP|GF|GC|DG", rows, points_first=True)
        self.article.template(
            html, ("Tabla de posiciones inicio", {}), *calls, ("Tabla de posiciones fin", {})
        )

    def box(self, game: Game) -> None:
        """Write the box of a match."""
        self.article.games.append(game)
        flag = "{{flagicon|PER}} " if self.flags else ""
        home, away = f"{flag}{self.name(game.home)}", f"{self.name(game.away)}"
        score = self.score(game.goals) if game.goals else ""
        pens = f"{game.penalties[0]}{self.dash}{game.penalties[1]}" if game.penalties else ""
        date = self._date(game.date)
        if self.box_family == "partido":
            half = " (0:0)" if game.goals and self.draw(st.booleans()) else ""
            call = {
                "local": home, "resultado": f"'''{score}'''{half}", "visita": away, "fecha": date,
                "estadio": "Estadio Uno", "ciudad": "Lima",
            } | ({"resultado penalti": pens} if pens else {})  # fmt: skip
            shoot_out = (
                f"<tr><td></td><td></td><td>Penaltis</td><td></td></tr><tr><td></td><td></td><td>{pens}</td><td></td></tr>"
                if pens
                else ""
            )
            html = (
                '<table class="collapsible autocollapse vevent plainlist" {unit} width="100%"><tbody><tr>'
                f'<td align="center" width="15%">{date}</td><td width="24%" align="right"><b>{home}</b></td>'
                f'<td align="center" width="22%"><div><b>{score}</b>{half}</div></td><td width="24%"><b>{away}</b></td>'
                f"<td>Estadio Uno, Lima</td></tr>{shoot_out}</tbody></table>"
            )
            self.article.template(html, ("Partidos", call))
            return
        call = {
            "date": date, "team1": home, "score": score, "team2": away, "stadium": "[[Estadio Nacional|Nacional]], Lima",
            "goals1": "", "report": "",
        } | ({"penaltyscore": pens} if pens else {})  # fmt: skip
        shoot_out = (
            f'<tr><th colspan="3">Penalties</th></tr><tr><td></td><th>{pens}</th><td></td></tr>'
            if pens
            else ""
        )
        if self.box_family == "footballbox":
            html = (
                '<div itemscope="" class="footballbox" {unit}><div class="fleft"><time><div class="fdate">'
                f'{date}</div><div class="ftime">15:30</div></time></div><table class="fevent"><tbody><tr itemprop="name">'
                f'<th class="fhome" itemprop="homeTeam"><span itemprop="name">{home}</span></th>'
                f'<th class="fscore">{score or "v"}</th><th class="faway" itemprop="awayTeam"><span itemprop="name">{away}</span>'
                f'</th></tr>{shoot_out}</tbody></table><div class="fright"><div>Estadio Nacional</div></div></div>'
            )
        else:
            html = (
                '<div class="vevent" {unit}><span class="summary" style="display:none">x v y</span><table class="vevent">'
                f'<tbody><tr><td><span style="float:right">{date}</span></td><td class="vcard attendee"><span class="fn org">'
                f'<b>{home}</b></span></td><td><span><b>{score or "v"}</b></span></td><td class="vcard attendee"><span '
                f'class="fn org"><b>{away}</b></span></td><td><span class="location">Nacional, Lima</span></td></tr>'
                f"{shoot_out}</tbody></table></div>"
            )
        self.article.template(html, (self.box_family, call))

    def _date(self, day: datetime.date | None) -> str:
        if day is None:
            return ""
        if self.spanish:
            return self.draw(
                st.sampled_from((in_spanish(day), f"{{{{fecha|{day.day}|{day.month}|{day.year}}}}}"))
            )
        return self.draw(
            st.sampled_from((in_english(day), f"{{{{Start date|{day.year}|{day.month}|{day.day}|df=y}}}}"))
        )

    def league(self, teams: list[str], stage: str, level: int) -> None:
        """Write a round robin: its table, and its matches in boxes under headings or in one table."""
        games = []
        circle = [*teams, *([""] if len(teams) % 2 else [])]
        dated = self.draw(st.booleans())
        for number in range(1, len(circle)):
            self.day += datetime.timedelta(7)
            for home, away in zip(circle[: len(circle) // 2], reversed(circle), strict=False):
                if home and away:
                    title = self.words(f"Round {number}", f"Fecha {number}")
                    day = self.day if dated else None
                    games.append(Game(stage, title, home, away, self.draw(GOALS), day))
            circle.insert(1, circle.pop())
        self.in_matrix = self.standings_family == "sports table" and self.draw(st.integers(0, 2)) == 0
        if self.in_matrix:
            games = [replace(game, round=None, date=None) for game in games]
        self.standings(teams, games)
        if self.in_matrix:
            self.article.games += games
            return
        rounds: dict[str, list[Game]] = {}
        for game in games:
            rounds.setdefault(game.round, []).append(game)
        if self.draw(st.booleans()):
            for title, own in rounds.items():
                self.article.heading(level, title)
                for game in own:
                    self.box(game)
            return
        self.article.games += games
        rows = []
        for title, own in rounds.items():
            rows.append([(f"'''{title}'''", 1, 4)])
            for game in own:
                date = (in_spanish if self.spanish else in_english)(game.date) if game.date else ""
                cells = [self.name(game.home), self.score(game.goals), self.name(game.away)]
                days = [(date, len(own), 1)] if game is own[0] else []
                rows.append([*((cell, 1, 1) for cell in cells), *days])
        self.article.table(
            tuple(self.words("Home|Score|Away|Date", "Local|Resultado|Visitante|Fecha").split("|")),
            rows,
            caption=self.draw(st.sampled_from(("", self.words("Results", "Resultados")))),
        )

    def ties(self, pairs: list[tuple[str, str]], stage: str, title: str, level: int) -> None:
        """Write ties over two legs."""
        self.article.heading(level, title)
        calls, lines = [], []
        for home, away in pairs:
            one, two = self.draw(GOALS), self.draw(GOALS)
            total = (one[0] + two[0], one[1] + two[1])
            home_shown, away_shown = self.name(home), self.name(away)
            if total[0] > total[1] and self.draw(st.booleans()):
                home_shown = f"'''{home_shown}'''"
            scores = [self.score(goals) for goals in (total, one, two)]
            flag = "{{flagicon|PER}}" if self.flags else ""
            call = {
                "1": home_shown,
                "2": flag,
                "3": scores[0],
                "4": away_shown,
                "5": flag,
                "6": scores[1],
                "7": scores[2],
            }
            calls.append(("TwoLegResult", call))
            cells = (f"{home_shown} {flag}", scores[0], f"{flag} {away_shown}", scores[1], scores[2])
            lines.append("<tr>" + "".join(f"\n<td>{cell}</td>" for cell in cells) + "</tr>\n")
            self.article.games += [
                Game(stage, title, home, away, one, leg=1),
                Game(stage, title, away, home, two[::-1], leg=2),
            ]
        header = ("Team 1", '<abbr title="Aggregate score">Agg.</abbr>', "Team 2", "1st leg", "2nd leg")
        titles = "".join(f"<th>{cell}</th>\n" for cell in header)
        html = f'<table class="wikitable" {{unit}} style="text-align:center">\n<tbody><tr>{titles}</tr>\n{"".join(lines)}</tbody></table>'
        self.article.template(html, ("TwoLegStart", {}), *calls, closed=True)

    def single(self, home: str, away: str, stage: str, title: str) -> None:
        """Write a match under a heading of its own, perhaps with a shoot-out, in a box or a row."""
        self.article.heading(3, title)
        goals = self.draw(GOALS)
        penalties = self.draw(st.sampled_from(((4, 3), (2, 4), (11, 10)))) if goals[0] == goals[1] else None
        if self.draw(st.booleans()):
            self.day += datetime.timedelta(7)
            self.box(Game(stage, title, home, away, goals, self.day, penalties=penalties))
            return
        self.article.games.append(Game(stage, title, home, away, goals, penalties=penalties))
        score = self.score(goals) + (f" ({penalties[0]}–{penalties[1]} p)" if penalties else "")
        sides = [self.name(home), self.name(away)]
        call = {"1": f"'''{sides[0]}'''", "2": "", "3": score, "4": sides[1], "5": ""}
        html = (
            '<table class="wikitable" {unit} style="text-align:center">\n<tbody><tr><th width="200">Team 1</th>\n'
            f"<th>Score</th>\n<th>Team 2</th></tr>\n<tr><td>'''{sides[0]}'''</td>\n<td>{score}</td>\n<td>{sides[1]}</td>"
            "</tr></tbody></table>"
        )
        self.article.template(html, ("OneLegStart", {}), ("OneLegResult", call), closed=True)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Give the article of a random edition."""
    author = Author(draw)
    names = draw(st.lists(st.sampled_from(NAMES), min_size=6, max_size=9, unique_by=fold))
    places = sorted(
        draw(st.lists(st.sampled_from(DEPARTMENTS), min_size=3, max_size=4, unique=True)), key=fold
    )
    author.infobox(names[0], [(draw(st.sampled_from(PLAYERS)), draw(st.integers(1, 30)))])
    if draw(st.booleans()):
        author.teams(names, places)
    regional = author.words("Regional Stage", "Etapa Regional")
    author.article.heading(2, regional)
    if draw(st.booleans()):
        author.league(names[: draw(st.integers(3, 4))], regional, 3)
    author.ties([(names[4], names[5])], regional, author.words("Second round", "Segunda ronda"), 3)
    final = author.words("Final Stage", "Etapa Final")
    author.article.heading(2, final)
    author.ties(
        [(names[0], names[2]), (names[3], names[1])], final, author.words("Semifinals", "Semifinales"), 3
    )
    author.single(names[0], names[1], final, "Final")
    author.article.add(
        "{{Copa Perú seasons}}\n[[Category:Copa Perú seasons|1998]]",
        '<div role="navigation" class="navbox" {unit}><table><tr><td>[[1967 Copa Perú|1967]]</td></tr></table></div>',
        calls=(("Copa Perú seasons", {}),),
    )
    return author.article
