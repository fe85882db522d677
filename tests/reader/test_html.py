"""Articles as a MediaWiki renders them, and pages that are none."""

# ruff: noqa: E501 (markup stands as it comes)

import json

import pytest

from bot.errors import DocumentError
from bot.reader import decode, read_and_check, read_season
from bot.reader.form import form_of

_LEAD = "<p>The <b>2041 Copa Perú season</b> was the promotion tournament of Peruvian football.\n</p>"


def article(body: str, lead: str = _LEAD) -> str:
    return f'<div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr">{lead}\n{body}</div>'


def read(body: str, lead: str = _LEAD):
    return read_season(article(body, lead), "2041.html")


def played(season):
    return [(m.home.name, m.home_goals, m.away_goals, m.away.name, m.round, m.leg) for m in season.matches]


_BOX = (
    '<div class="vevent"><span class="summary" style="display:none">Sport Alfa v Unión 28 de Julio</span>'
    '<table class="mw-collapsible vevent"><tbody><tr><td><span style="float:right">{date}</span>'
    '<small>{round}</small></td><td class="vcard attendee"><span class="fn org"><b>'
    '<span class="flagicon"><a href="/wiki/Peru">PER</a>&#160;</span><a href="/wiki/Alfa">Sport Alfa</a></b></span>'
    '</td><td><b>{score}</b></td><td class="vcard attendee"><span class="fn org"><b>Unión 28 de Julio</b></span>'
    '</td><td><span class="location">Estadio Uno, Ica</span></td></tr>{more}</tbody></table></div>'
)
_NEWER_BOX = """<div itemscope="" itemtype="http://schema.org/SportsEvent" class="footballbox"><div class="fleft"><time>
<div class="fdate">14 December&#160;2041<span style="display:none"> (<span class="bday">2041-12-14</span>)</span></div>
<div class="ftime">15:30</div></time></div><table class="fevent"><tbody><tr itemprop="name">
<th class="fhome" itemprop="homeTeam"><span itemprop="name">Sport Alfa</span></th><th class="fscore">1–1 (a.e.t.)</th>
<th class="faway" itemprop="awayTeam"><span itemprop="name">Unión Beta</span></th></tr>
<tr class="fgoals"><td class="fhgoal"><ul><li>Rojas 12'</li></ul></td><td>Report</td><td class="fagoal"></td></tr>
<tr><th colspan="3"><a>Penalties</a></th></tr><tr><td></td><th>4–3</th><td></td></tr></tbody></table>
<div class="fright"><div itemprop="location">Estadio Uno, Ica</div><div>Referee: Paz</div></div></div>"""
_SPANISH_BOX = """<table class="collapsible autocollapse vevent plainlist" width="100%"><tbody><tr>
<td align="center" width="15%">5 de octubre de 2041, 15:30</td><td width="24%" align="right"><b>Sport Alfa</b></td>
<td align="center" width="22%"><div><b>2:0</b> (1:0)</div></td><td width="24%"><b>Unión Beta</b></td>
<td>Estadio Uno</td></tr><tr><td></td><td>Rojas</td><td></td><td></td><td>Paz</td></tr></tbody></table>"""


@pytest.mark.parametrize(
    "heading", ['<div class="mw-heading mw-heading2"><h2 id="F">{}</h2>{}</div>', "<h2>{}{}</h2>"]
)
def test_a_match_box_is_a_match_with_its_day_under_its_headings(heading):
    edit = '<span class="mw-editsection">[<a href="/edit">edit</a>]</span>'
    box = _BOX.format(date="5 October 2041", round="3", score="2–1", more="")
    season = read(f"{heading.format('Final stage', edit)}\n<h3>Round 3</h3>\n{box}")
    assert played(season) == [("Sport Alfa", 2, 1, "Unión 28 de Julio", "Round 3", None)]
    [match] = season.matches
    assert (str(match.date), match.stage, match.note) == ("2041-10-05", "Final stage", None)
    assert season.problems == ()


def test_boxes_of_both_wikipedias_tell_extra_time_and_shoot_out_and_no_half_time():
    season = read(f"<h2>Final</h2>\n{_NEWER_BOX}\n{_SPANISH_BOX}")
    assert [(m.home_goals, m.away_goals, m.penalties, m.extra_time, str(m.date)) for m in season.matches] == [
        (1, 1, (4, 3), True, "2041-12-14"),
        (2, 0, None, False, "2041-10-05"),
    ]
    assert season.problems == ()


def test_a_box_without_a_score_is_a_match_without_one():
    season = read("<h2>Final</h2>" + _BOX.format(date="5 October 2041", round="", score="v", more=""))
    assert played(season) == [("Sport Alfa", None, None, "Unión 28 de Julio", "Final", None)]


def test_tables_repeat_what_spans_their_rows_and_keep_no_hidden_keys():
    season = read(
        '<h2>Teams</h2>\n<table class="wikitable sortable">\n<caption>Qualified</caption>\n<tbody><tr>\n'
        "<th>Department\n</th>\n<th>Team\n</th>\n<th>Location\n</th></tr>\n"
        '<tr><td rowspan="2"><span style="display:none">Ica !</span><a>Ica</a>\n</td>\n<td>Sport Alfa<sup class='
        '"reference"><a>[1]</a></sup>\n</td>\n<td>Nasca\n</td></tr>\n<tr>\n<td>Unión Beta\n</td>\n<td>\n</td></tr>\n'
        '<tr><td rowspan="9">Puno</td><td>Alfonso</td><td rowspan="2">Juliaca</td></tr><tr><td>Binacional</td></tr>'
        "</tbody></table>"
    )
    assert [(entry.department, entry.club.name, entry.location) for entry in season.entries] == [
        ("Ica", "Sport Alfa", "Nasca"),
        ("Ica", "Unión Beta", None),
        ("Puno", "Alfonso", "Juliaca"),
        ("Puno", "Binacional", "Juliaca"),
    ]
    assert season.problems == ()


def test_tables_that_stand_in_a_table_are_read_one_by_one():
    table = (
        '<table class="wikitable"><tr><th>Team 1</th><th>Score</th><th>Team 2</th></tr><tr>{}</tr></table>'
    )
    one = table.format("<td>Alfa Uno</td><td>2–0</td><td>Beta Dos</td>")
    other = table.format("<td>Gama Tres</td><td>1–1</td><td>Delta Cuatro</td>")
    season = read(f"<h2>Final</h2><table><tr><td><p>Left.</p>{one}</td><td>{other}</td></tr></table>")
    assert played(season) == [
        ("Alfa Uno", 2, 0, "Beta Dos", "Final", None),
        ("Gama Tres", 1, 1, "Delta Cuatro", "Final", None),
    ]


def test_a_row_over_the_whole_width_names_the_round_and_the_day_of_the_matches_below():
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    label = '<tr><th colspan="3">{}</th></tr>'
    header = "<tr><th>Local</th><th>Resultado</th><th>Visitante</th></tr>"
    season = read(
        '<h2>Etapa Nacional</h2><table class="wikitable"><caption>Grupo A</caption>'
        + header + label.format("Fecha 1") + row.format("Alfa Uno", "2-0", "Beta Dos")
        + label.format("Fecha 2") + header + label.format("5 de octubre de 2041")
        + row.format("Beta Dos", "1-1", "Alfa Uno") + "</table>"
    )  # fmt: skip
    assert [(m.home.name, m.stage, m.group, m.round, m.date and str(m.date)) for m in season.matches] == [
        ("Alfa Uno", "Etapa Nacional", "Grupo A", "Fecha 1", None),
        ("Beta Dos", "Etapa Nacional", "Grupo A", "Fecha 2", "2041-10-05"),
    ]
    assert season.problems == ()


def test_heads_in_two_rows_are_one_header():
    heads = '<tr><th rowspan="2">Team 1</th><th rowspan="2">Agg.</th><th rowspan="2">Team 2</th><th colspan="2">Legs</th></tr>'
    row = "<tr><td>Alfa Uno</td><td>3–1</td><td>Beta Dos</td><td>2–1</td><td>1–0</td></tr>"
    season = read(f"<h2>Final</h2><table>{heads}<tr><th>1st leg</th><th>2nd leg</th></tr>{row}</table>")
    assert played(season) == [
        ("Alfa Uno", 2, 1, "Beta Dos", "Final", 1),
        ("Beta Dos", 0, 1, "Alfa Uno", "Final", 2),
    ]
    assert season.problems == ()


def test_the_team_in_bold_went_on_whatever_the_goals():
    header = "<tr><th>Team 1</th><th><a><abbr>Agg.</abbr></a></th><th>Team 2</th><th>1st leg</th><th>2nd leg</th></tr>"
    row = "<tr><td>{}</td><td><b>2–2</b></td><td>{}</td><td>1–0</td><td>1–2</td></tr>"
    rows = row.format("<b><a>Alfa Uno</a></b>", "Beta Dos") + row.format(
        "Gama Tres", "<b>Delta Cuatro</b>&#160;"
    )
    season = read(f"<h2>Final</h2><table>{header}{rows}</table>")
    assert [match.through and match.through.name for match in season.matches] == ["Alfa Uno"] * 2 + [
        "Delta Cuatro"
    ] * 2


def test_a_table_under_the_name_of_the_season_names_its_champion():
    box = '<table class="wikitable"><tr><th>Copa Perú<br />2041</th></tr><tr><td><b>Sport Alfa</b><br /><b>Second</b> title</td></tr></table>'
    season = read(box)
    assert [(honour.club.name, honour.title) for honour in season.champions] == [("Sport Alfa", 2)]


def test_a_bracket_that_is_only_drawn_is_told_once():
    blank = "<td></td>" * 3
    rows = f"<tr>{blank}<td>Final</td></tr><tr><td>Alfa Uno</td><td>2</td>{blank}</tr>" * 3
    season = read(f'<h2>Final</h2><table style="border-style:none"><tbody>{rows}</tbody></table>')
    assert (season.matches, [problem.kind for problem in season.problems]) == ((), ["not-understood"])


def test_an_infobox_gives_its_fields_and_the_seasons_beside():
    season = read(
        '<table class="infobox vevent"><caption class="infobox-title">Copa Perú</caption><tbody>'
        '<tr><th scope="row" class="infobox-label">Season</th><td class="infobox-data">2041</td></tr>'
        '<tr><th scope="row" class="infobox-label">Champions</th><td class="infobox-data"><a>Sport Alfa</a><br />'
        "(2nd title)</td></tr>"
        '<tr><th scope="row">Goleador</th><td><div class="plainlist"><ul><li>Rojas (5)</li><li>Paz (5)</li></ul></div>'
        '</td></tr><tr><td colspan="2">← <a>2040</a> <b>Copa Perú 2041</b> <a>2042</a> →</td></tr></tbody></table>'
    )
    assert [(honour.club.name, honour.title) for honour in season.champions] == [("Sport Alfa", 2)]
    assert [(scorer.player, scorer.goals) for scorer in season.scorers] == [("Rojas", 5), ("Paz", 5)]
    assert (season.previous, season.next) == (2040, 2042)
    assert season.problems == ()


def test_lines_of_text_are_those_of_the_page_and_each_fact_names_its_own():
    season = read(
        "<h2>Final\n</h2>\n<p>Alfa Uno 2–1 Beta Dos\nGama Tres 0–0 Delta Cuatro<br />Alfa Uno 1–1 Gama Tres\n</p>"
    )
    assert [(match.home.name, match.source.line) for match in season.matches] == [
        ("Alfa Uno", 5),
        ("Gama Tres", 6),
        ("Alfa Uno", 6),
    ]


def test_what_is_no_part_of_the_article_is_not_read():
    season = read(
        "<script>alert('Alfa 9-0 Beta')</script><style>p{}</style><form action='/x'>Alfa 8-0 Beta<input></form>"
        '<div id="toc" class="toc" role="navigation"><ul><li>Final</li></ul></div>'
        '<div role="navigation" class="navbox">Alfa 7-0 Beta</div><div class="hatnote">See Alfa 6-0 Beta</div>'
        '<div class="reflist"><ol class="references"><li>Alfa 5-0 Beta</li></ol></div>'
        "<noscript>Alfa 4-0 Beta</noscript><!-- Alfa 3-0 Beta --><p hidden>Alfa 2-0 Beta</p>"
    )
    assert (season.matches, season.problems) == ((), ())
    assert len(season.paragraphs) == 1


def test_a_page_saved_by_a_browser_is_its_article_alone():
    page = (
        "<!DOCTYPE html><html><head><title>2041 Copa Perú - Wikipedia</title><script>x</script></head><body>"
        "<div id='sidebar'><ul><li>Alfa 9–0 Beta</li></ul></div><h1 id='firstHeading'>2041 Copa Perú</h1>"
        f"<div id='mw-content-text'>{article('<h2>Final</h2><p>Alfa Uno 2–1 Beta Dos</p>')}</div>"
        "<div class='mw-indicators'><div class='mw-parser-output'>0–9</div></div><footer>Alfa 8–0 Beta</footer></body></html>"
    )
    season = read_season(page, "page.html")
    assert (season.year, season.title) == (2041, "2041 Copa Perú")
    assert played(season) == [("Alfa Uno", 2, 1, "Beta Dos", "Final", None)]


def transclusion(*parts: tuple[str, dict[str, str]] | str) -> str:
    """Return the attributes that Parsoid gives to what templates made."""
    written = [
        part if isinstance(part, str) else
        {"template": {"target": {"wt": part[0]}, "params": {n: {"wt": v} for n, v in part[1].items()}, "i": 0}}
        for part in parts
    ]  # fmt: skip
    data = json.dumps({"parts": written}, ensure_ascii=False).replace("&", "&amp;").replace("'", "&apos;")
    return f"about='#mwt1' typeof='mw:Transclusion' data-mw='{data}'"


_ROWS = "<tr><th>Team 1</th><th>Score</th><th>Team 2</th></tr><tr><td>Alfa Uno</td><td>2–1</td><td>Beta Dos</td></tr>"


def test_a_template_that_is_known_is_read_by_its_parameters_and_its_rows_are_those_of_the_table():
    tie = {
        "1": "'''[[Alfa|Alfa Uno]]'''",
        "2": "{{flagicon|PER}}",
        "3": "3–1",
        "4": "Beta Dos",
        "6": "2–1",
        "7": "1–0",
    }
    other = tie | {"1": "Gama", "4": "Delta"}
    unit = transclusion(
        ("TwoLegStart", {}), "\n", ("TwoLegResult", tie), "\n", ("TwoLegResult", other), "\n|}"
    )
    cells = "<td>?</td>" * 5
    season = read(
        f"<h2>Final</h2>\n<table {unit}><tbody><tr><th>Team 1</th></tr>\n<tr>{cells}</tr>\n<tr>{cells}</tr></tbody></table>"
        "<p about='#mwt1'>Gama Tres 9–9 Delta Cuatro</p>"
    )
    assert [(m.home.name, m.home_goals, m.leg, m.source.line) for m in season.matches] == [
        ("Alfa Uno", 2, 1, 5),
        ("Beta Dos", 0, 2, 5),
        ("Gama", 2, 1, 6),
        ("Delta", 0, 2, 6),
    ]


@pytest.mark.parametrize(
    "parts",
    [
        [("Some box of my own", {"1": "9–9"})],
        [("TwoLegStart", {}), "\n|-\n| Alfa Uno || 2–1 || Beta Dos\n|}"],
    ],
    ids=["a template nobody knows", "rows between"],
)
def test_a_table_that_something_else_made_is_read_as_it_stands(parts):
    season = read(f"<h2>Final</h2><table {transclusion(*parts)}>{_ROWS}</table>")
    assert played(season) == [("Alfa Uno", 2, 1, "Beta Dos", "Final", None)]


@pytest.mark.parametrize(
    "data", ["", "{", "[]", "3", '{"parts": 1}', '{"parts": [{"template": 3}]}', '{"parts": [null]}']
)
def test_broken_data_of_a_template_loses_nothing(data):
    season = read(
        f"<h2>Final</h2><table typeof='mw:Transclusion' about='#mwt1' data-mw='{data}'>{_ROWS}</table>"
    )
    assert len(season.matches) == 1


_MISSING = "<p><a class='new' title='Template:{} (page does not exist)' {}>Template:{}</a></p>"


def test_a_template_that_was_deleted_is_told_and_one_that_is_known_is_read_all_the_same():
    leg = ("OneLegResult", {"1": "Alfa Uno", "3": "2–1", "4": "Beta Dos"})
    known = _MISSING.format("OneLegResult", transclusion(leg), "OneLegResult")
    gone = _MISSING.format("Fb zz", "", "Fb zz") * 2
    season = read(f"<h2>Final</h2>{known}{gone}<p>|}}</p><p>End of it.</p>")
    assert played(season) == [("Alfa Uno", 2, 1, "Beta Dos", "Final", None)]
    assert [(problem.kind, problem.text) for problem in season.problems] == [("template-unknown", "fb zz")]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('<div style="float:right">\n{{Infobox}}\n</div>\n== Final ==\n', "wikitext"),
        ("<!-- saved from url=(1) -->\n<!DOCTYPE html><html><body>== x</body></html>", "html"),
        ("\ufeff <p>Alfa</p>", "html"),
        ("<ref>x</ref> {{a}}", "wikitext"),
        ("= 2041 Copa Perú =\n<p>Alfa</p>", "plain"),
    ],
)
def test_the_form_follows_from_the_content(text, form):
    assert form_of(text) == form


def test_a_missing_template_that_only_shapes_text_keeps_its_words():
    small = transclusion(("nobold", {"1": "[[Alfa|Alfa Uno]]"}))
    link = f"<a class='new' title='Template:Nobold (page does not exist)' {small}>Template:Nobold</a>"
    season = read("<h2>Final</h2><table>" + _ROWS.replace("Alfa Uno", link) + "</table>")
    assert played(season) == [("Alfa Uno", 2, 1, "Beta Dos", "Final", None)]
    assert season.problems == ()


def test_a_missing_template_within_one_that_is_read_is_no_loss():
    goal = (
        "<a class='new' title='Template:Odd (page does not exist)' typeof='mw:Transclusion'>Template:Odd</a>"
    )
    leg = transclusion(("OneLegResult", {"1": "Alfa Uno", "3": "2–1", "4": "Beta Dos"}))
    season = read(f"<h2>Final</h2><table {leg}><tr><td>{goal}</td></tr></table>")
    assert (len(season.matches), season.problems) == (1, ())


def test_notes_of_parsoid_are_no_text():
    season = read('<p>Nine teams met.<sup typeof="mw:Extension/ref" data-mw="{}"><a>[1]</a></sup></p>')
    assert season.paragraphs[-1].text == "Nine teams met."


_PAGES = {
    "another site": (
        "<html><title>Noticias</title><body><p>Alfa 2-1 Beta, Copa Perú 2041</p></body></html>",
        "Noticias",
    ),
    "a captive portal": (
        "<!doctype html><html><head><title>Hotel WiFi</title></head><form>Room?</form></html>",
        "WiFi",
    ),
    "a login page": (
        "<html><title>Log in - Wikipedia</title><body class='mw-body'><div id='mw-content-text'><form>Name</form>"
        "<p>You need an account to edit.</p></div></body></html>",
        "“Log in”",
    ),
    "nothing": ('<div class="mw-parser-output"></div>', "without text"),
    "no elements": ("<!doctype html>\n", "web page"),
    "another competition": (
        article("", "<p>The <b>2041 Torneo Descentralizado</b> was the first division; see Copa Perú.</p>"),
        "“The 2041 Torneo Descentralizado”",
    ),
    "women": (article("", "<p>The 2041 Copa Perú Femenina was a cup.</p>"), "Femenina"),
    "several articles of a name": (
        article("<ul><li>2041</li></ul>", "<p>Copa Perú may refer to:</p>"),
        "same name",
    ),
    "the competition": (
        "<title>Copa Perú - Wikipedia</title>" + article("", "<p>The Copa Perú is a tournament.</p>"),
        "the competition",
    ),
    "the competition in its first sentence": (
        article(
            "<h2>History</h2><p>It began in 1967.</p>", "<p>La <b>Copa Perú</b> (Peru Cup) es un torneo.</p>"
        ),
        "the competition",
    ),
    "no article": (
        "<title>2041 Copa Perú - Wikipedia</title><body class='mw-body'><div id='mw-content-text'><div class='noarticletext'>"
        "<p>Wikipedia does not have an article with this exact name.</p></div></div></body>",
        "no article of a wiki",
    ),
    "wrong letters": (article("", "<p>The 2041 Copa PerÃº season was a cup.</p>"), "another charset"),
}


@pytest.mark.parametrize("name", _PAGES)
def test_a_page_of_another_subject_is_refused_by_its_name(name):
    page, told = _PAGES[name]
    with pytest.raises(DocumentError) as refused:
        read_and_check(page.encode(), "2041.html")
    assert told in refused.value.reason


def test_the_first_sentence_tells_the_season_where_nothing_else_does():
    page = article("<h2>Final</h2>", "<p>La <b>Copa Perú 2041</b> (torneo de 1967) fue la 75.ª edición.</p>")
    assert read_season(page, "page.html").year == 2041


def test_a_page_in_another_charset_that_it_names_is_read():
    page = '<html><head><meta charset="windows-1252"><title>2041 Copa Perú</title></head>' + article(
        "<p>Título.</p>"
    )
    assert decode(page.encode("cp1252"), "d.html") == page
    with pytest.raises(DocumentError, match="not UTF-8"):
        decode(page.replace("windows-1252", "no-such").encode("cp1252"), "d.html")
