"""Questions on titles and editions: which one, was it theirs, how many there were."""

import pytest

from bot.ask import read
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.ranking import Ranking
from bot.queries.seasons import Seasons
from bot.queries.team import TeamProfile
from bot.replies.ask import asked, plain_text
from bot.replies.language import language


async def first_lines(text, snapshot, count=2):
    """Return the first lines below the title of the answer to a text."""
    understood = await read(text, snapshot)
    assert understood.outcome == "query", understood
    answer = await asked(understood, snapshot, language(understood.language or "es", markup=False))
    return [line for line in plain_text(answer.reply).splitlines()[1:] if line.strip()][:count]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("la primera vez que ganó mannucci en qué año fue", "Primer título: 1968."),
        ("in which year did Atlético Torino win it for the second time?", "Second title: 1975."),
        ("cuál fue el último título de Torino", "Último título: 1994."),
        ("when did UTC last win the title?", "Last title: 2012."),
        ("la última vez que un equipo de piura salió campeón", "Último título: 2015, Defensor La Bocana"),
        ("hace cuánto que no gana un equipo de lima", "Último título: 1978, Juventud La Palma"),
        ("cuándo fue la última vez que Atlético Grau fue subcampeón", "Última vez subcampeón: 2017."),
    ],
)
async def test_which_title_is_meant_is_said_first(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "word", "winner"),
    [
        ("was UTC champion in 2012?", "Yes.", "UTC"),
        ("didn't UTC win it in 2012?", "Yes.", "UTC"),
        ("Melgar won it in 1970, didn't they?", "No.", "Torino"),
        ("was UTC champion in 2011?", "No.", "Real Garcilaso"),
        ("¿fue campeón Juan Aurich en el 2007?", "Sí.", "Juan Aurich"),
        ("did Melgar win in 1967?", "No.", "Alfonso Ugarte de Chiclín"),
        ("es cierto que el 2001 ganó Sport Bolito?", "Sí.", "Sport Bolito"),
        ("mi primo dice que el utc ganó el 96, cierto?", "No.", "José Gálvez"),
        ("someone told me Torino won in 1996, true?", "No.", "José Gálvez"),
        ("¿fue subcampeón UTC en 1996?", "Sí.", "UTC"),
        ("did Melgar ever win it?", "Yes.", "1971"),
        ("¿ganó alguna vez Cienciano la copa?", "No.", "Cienciano"),
        ("Melgar fue dos veces campeón, ¿cierto?", "No.", "1971"),
    ],
)
async def test_whether_a_club_won_is_said_with_yes_or_no(text, word, winner, shipped):
    said, told = await first_lines(text, shipped)
    assert said == word
    assert winner in told


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("un equipo de Talara ganó en el 75, ¿es verdad?", "Sí."),
        ("¿el campeón de 1975 fue de Talara?", "Sí."),
        ("was the 1975 champion from Talara?", "Yes."),
        ("¿el subcampeón de 1981 fue de Huacho?", "Sí."),
        ("¿un equipo de Arequipa ganó en 2017?", "Sí."),
        ("¿un equipo de Sechura ganó en el 75?", "No."),  # its own town is another
        ("¿un equipo de Talara ganó en el 86?", "No."),  # its town is not known, its department is another
        ("¿un equipo de Puno ganó en el 75?", "No."),
        ("did a team from Arequipa win in 1975?", "No."),
        ("¿un equipo de Chiclayo ganó en el 86?", None),  # of that department, but of which town?
        ("¿un equipo de Puno ganó en 2017?", None),  # Binacional played for Arequipa
        ("¿un equipo de Juliaca ganó en 2017?", None),
        ("quién ganó en 2015, creo que fue un equipo de Sechura", None),
    ],
)
async def test_a_place_is_denied_only_where_the_champions_own_is_known_to_be_another(text, word, shipped):
    said = (await first_lines(text, shipped))[0]
    if word is None:
        assert said.startswith("🏆")
    else:
        assert said == word


@pytest.mark.parametrize(
    ("text", "town", "told"),
    [
        ("equipos de Talara que fueron campeones", "Talara", "6 títulos para clubes de Talara"),
        ("cuántos títulos tiene Talara", "Talara", "6 títulos para clubes de Talara"),
        ("¿algún equipo de Talara ganó la copa?", "Talara", "6 títulos para clubes de Talara"),
        ("has a team from Talara ever won?", "Talara", "6 titles for clubs from Talara"),
        ("cuántos equipos de Talara han sido campeones", "Talara", "Atlético Torino ×5"),
        ("la última vez que un equipo de Talara campeonó", "Talara", "Último título: 1998, I.M.I."),
        (
            "cuántas veces campeonó el equipo de Tarma",
            "Tarma",
            "El único club del que sé que es de Tarma: ADT.",
        ),
        ("qué equipo de Chiclayo ganó la copa", "Chiclayo", "clubes de los que sé que son de Chiclayo: "),
        ("¿algún equipo de Guadalupe fue campeón?", "Guadalupe", "1 título para clubes de Guadalupe"),
        ("¿algún equipo de Nazca salió campeón?", "Nazca", "ningún club de Nazca ha ganado la Copa Perú"),
    ],
)
async def test_a_team_of_a_town_means_all_clubs_known_to_be_from_there(text, town, told, shipped):
    understood = await read(text, shipped)
    assert understood.query == Champions(town)
    assert town not in [getattr(other.query, "department", None) for other in understood.readings[1:]]
    answer = await asked(understood, shipped, language(understood.language, markup=False))
    assert told in plain_text(answer.reply)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Unión Huaral fue campeón?", "union-huaral.x"),
        ("cuántos títulos tiene Sport Huancayo", "sport-huancayo.junin"),
        ("¿Melgar salió campeón alguna vez?", "melgar.arequipa"),
    ],
)
async def test_a_club_named_after_its_town_stays_the_club(text, query, shipped):
    assert (await read(text, shipped)).query == TeamProfile(query)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("does Torino have 5 titles?", "Yes."),
        ("Torino has 6 titles, right?", "No."),
        ("¿Torino tiene 6 títulos?", "No."),
        ("does Torino have at least 4 titles?", "🏆 Atlético Torino has 5 Copa Perú titles"),
        ("did UTC lose 3 games in 1996?", "No. UTC (Cajamarca): 2 defeats."),
        ("¿UTC perdió 2 partidos en 1996?", "Sí. UTC (Cajamarca): 2 derrotas."),
        ("did UTC lose 1 game in 1996?", "UTC (Cajamarca): 2 defeats."),
        ("did Melgar score 20 goals in 1967?", "No. Melgar (Arequipa): 10 goals."),
        ("did Melgar keep 3 clean sheets in 1967?", "No. Melgar (Arequipa): 2 clean sheets."),
    ],
)
async def test_a_number_that_is_claimed_is_confirmed_or_denied(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "who finished above Bolognesi in 1996",
            "José Gálvez (Ancash) finished 1st",
            "UTC (Cajamarca) finished 2nd",
        ),
        ("quién quedó detrás de Melgar en 1967", "CNI (Loreto) terminó 5.º", "Cienciano (Cusco) terminó 6.º"),
        ("who was above José Gálvez in 1996", "José Gálvez (Ancash) finished 1st", "🏆 José Gálvez"),
    ],
)
async def test_those_above_or_below_a_club_are_named(text, first, last, shipped):
    lines = await first_lines(text, shipped)
    assert lines[0].startswith(first)
    assert lines[1].startswith(last)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("how many matches had more than 5 goals in 1996", "2 matches with at least 6 goals."),
        ("cuántos partidos tuvieron más de 5 goles en 1967", "1 partido con al menos 6 goles."),
        ("games with 20 goals or more", "0 matches with at least 20 goals."),
        ("how many matches had more than 5 goals in 2006", "I have no numbers for that."),
        ("matches won by 3 goals or more in 1996", "6 matches won by at least 3 goals."),
        ("which teams conceded at least 10 goals in 1996", "3 clubs with at least 10 goals conceded."),
        ("teams that won more than 3 games in 1997", "2 clubs with at least 4 wins."),
        ("equipos con más de 7 puntos en 1996", "2 clubes con al menos 8 puntos."),
    ],
)
async def test_what_has_at_least_a_number_is_counted(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("did CNI ever keep a clean sheet", "No. CNI (Loreto): 0 clean sheets."),
        ("how many clean sheets did José Gálvez keep in 1996", "José Gálvez (Ancash): 2 clean sheets."),
        ("cuántas vallas invictas tuvo Juan Aurich en 1997", "Juan Aurich (Lambayeque): 4 vallas invictas."),
        ("which team kept the most clean sheets in 1997", "Most clean sheets: Juan Aurich (Lambayeque)"),
    ],
)
async def test_matches_without_a_goal_against_are_counted(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Aurora perdió tres finales, ¿no?", "No. Aurora (Arequipa): 2 veces subcampeón."),
        ("did Aurora lose two finals?", "Yes. Aurora (Arequipa): 2 times runner-up."),
        ("quiénes repitieron título", "7 clubes con al menos 2 títulos."),
        ("empates del 67", "3 empates."),
        ("hubo algún bicampeón", "7 clubes con al menos 2 títulos."),
        ("cuántas finales perdió Puno", "Puno: 5 veces subcampeón"),
        ("dime los tres primeros campeones", "Sé quién ganó las 3 ediciones."),
        ("quién ganó en 1999 y de dónde es ese club", "Deportivo UPAO es de Trujillo, La Libertad."),
        ("quién campeonó en 1986 y de dónde era ese equipo", "Deportivo Cañaña es de Lambayeque."),
        ("which town is the 1977 champion from", "Atlético Torino is from Talara, Piura."),
        ("runner-up of 1978 and where are they from", "Pesca Perú is from Mollendo, Arequipa."),
        ("campeón de 2003", "🏆 Universidad César Vallejo (Trujillo, La Libertad) ganó"),
        ("campeón de 2017 y de dónde era", "Binacional es de Arequipa."),
        ("el Torino nunca perdió una final, ¿verdad?", "Atlético Torino (Piura): 0 veces subcampeón."),
        ("hace cuánto que no gana Torino", "Último título: 1994."),
        ("ranking de títulos", "Más títulos: Atlético Torino (Piura), con 5 títulos."),
        ("ranking de títulos por departamento", "Más títulos: La Libertad, con 9 títulos."),
        ("cuántos campeones hubo en los 90", "7 clubes."),
        ("cuántas finales jugó Melgar", "Melgar (Arequipa): 1 título y 1 vez subcampeón."),
        ("how many finals has UTC played", "UTC (Cajamarca): 2 titles and 1 time runner-up."),
        ("hasta dónde llegó Melgar en el 67", "Melgar (Arequipa) terminó 4.º de 6 con 5 puntos."),
        ("how far did Cienciano go in 1967", "Cienciano (Cusco) finished 6th of 6 with 1 point."),
        ("qué equipo descendió en 1997", "Mis fuentes no dicen quién descendió."),
        ("quién ganó primero, Melgar o Torino", "Atlético Torino (Piura): 1970 · Melgar (Arequipa): 1971"),
        ("who won it first, UTC or León de Huánuco", "León de Huánuco: 1980 · UTC (Cajamarca): 1981"),
        ("quién ganó primero, Arequipa o Piura", "Piura: 1970 · Arequipa: 1971"),
        ("quién ganó primero, Puno o Cusco", "Cusco: 2011 · Puno: 0 títulos"),
        ("qué equipo de Loreto ganó", "🏆 1 título para clubes de Loreto."),
        ("cuántas ediciones se jugaron desde 2000", "Se jugaron 24 ediciones. No se jugó 1 edición: 2020."),
        ("how many times has the cup not been held?", "6 editions were not held: 1988"),
        ("qué años no hubo copa perú?", "No se jugaron 6 ediciones: 1988"),
        ("cuántas veces no se jugó entre 1980 y 1990", "No se jugaron 3 ediciones: 1988, 1989 y 1990"),
        ("en cuántas ediciones participó CNI", "CNI (Loreto): 6 ediciones"),
        ("los subcampeones del 2015 al 2019", "Subcampeones: 2019 Carlos Stein (Lambayeque)"),
        ("name departments with exactly one title", "5 with exactly 1 title: "),
        ("which clubs won it more than once?", "7 clubs with at least 2 titles."),
        ("which clubs have won it exactly twice", "6 with exactly 2 titles: "),
        ("how many clubs won it only once?", "34 with exactly 1 title: "),
        ("how many clubs from Arequipa won it twice", "None has exactly 2 titles."),
        ("quién ganó dos copas seguidas", "Ganaron en años seguidos: Carlos A. Mannucci"),
        ("departments without a champion", "9 departments without a title that I know: Amazonas"),
        ("which clubs have exactly two titles?", "6 with exactly 2 titles: "),
        ("qué clubes tienen al menos 2 títulos", "7 clubes con al menos 2 títulos."),
        ("which club has lifted the cup more than any other?", "Most titles: Atlético Torino (Piura)"),
        ("quién la ha ganado más que ningún otro", "Más títulos: Atlético Torino (Piura)"),
        ("qué equipo levantó la copa más veces que nadie", "Más títulos: Atlético Torino (Piura)"),
        ("which department has won it more than any other", "Most titles: La Libertad, with 9 titles."),
        ("La Libertad leads the table of titles. Who's second and with how many?", "2nd Piura — 8 titles"),
        ("La Libertad lidera la tabla de títulos. ¿Y quién está tercero?", "3.º Arequipa y Lambayeque"),
        ("qué departamento lidera la tabla de títulos", "Más títulos: La Libertad, con 9 títulos."),
        ("which two departments have most titles", "Most titles: La Libertad, with 9 titles."),
        ("quién es segundo en la tabla histórica de títulos por departamento", "2.º Piura — 8 títulos"),
        ("second most titles by department", "2nd Piura — 8 titles"),
        ("qué departamento es el segundo con más títulos y cuántos tiene", "2.º Piura — 8 títulos"),
        ("dime un año en que no haya habido campeón", "7 ediciones se quedaron sin campeón: 1974, 1988"),
        ("how many editions had no winner between 1970 and 1990", "4 editions had no champion: 1974, 1988"),
        ("la última vez que no hubo campeón", "Última edición sin campeón: 2020."),
        ("the first year without a final", "First edition without a champion: 1974. Played, but without"),
        ("cuántos cuadros distintos dieron la vuelta olímpica en la historia del torneo", "41 clubes."),
        ("how many different champions has the tournament had", "41 clubs."),
        ("cuál fue el primer cuadro cusqueño en coronarse", "Primer título: 2011, Real Garcilaso"),
        ("la capital ha ganado la copa alguna vez", "🏆 1 título para clubes de Lima."),
        (
            "which final stage on record was the stingiest, goals per game wise?",
            "Fewest goals per match: 1997",
        ),
        ("cuadros de Tumbes que aparecen en 1967, 1996, 1997, 2006 y 2012", "Tumbes tuvo 6 equipos"),
        ("las victorias más abultadas del 97", "La mayor goleada que conozco: Juan Aurich 7–0 CNI."),
        ("primera edición que no se jugó", "Primera edición que no se jugó: 1988."),
        ("algún año en que no se haya jugado la copa", "No se jugaron 6 ediciones: 1988"),
        ("cuántas copas no se jugaron", "No se jugaron 6 ediciones: 1988"),
        ("años sin copa perú", "No se jugaron 6 ediciones: 1988"),
        ("which years had no champion", "7 editions had no champion: 1974, 1988"),
        ("has any club won two years in a row?", "Won years in a row: Carlos A. Mannucci"),
        (
            "¿torino ganó dos copas seguidas?",
            "Atlético Torino (Piura) nunca ha ganado dos años seguidos.",
        ),
        (
            "en los 90 alguien ganó dos copas seguidas?",
            "Ninguno de estos títulos se ganó dos años seguidos.",
        ),
        ("qué departamentos nunca ganaron la copa", "9 departamentos sin título que yo sepa: Amazonas"),
        ("qué equipos fueron subcampeones más de una vez", "4 clubes con al menos 2 veces subcampeón."),
        ("cuántos títulos tiene arequipa y cuántos piura", "Piura: 8 títulos · Arequipa: 5 títulos"),
        (
            "compare Torino, UTC and Melgar titles",
            "Atlético Torino (Piura): 5 titles · UTC (Cajamarca): 2 titles · Melgar (Arequipa): 1 title",
        ),
        ("champions of the nineties, skip 95", "Leaving out 1995: 6 titles · 1993 Aurich–Cañaña"),
        ("campeones de los 90 menos el 95", "Sin contar 1995: 6 títulos · 1993 Aurich–Cañaña"),
        ("how many times has a team from Arequipa been runner-up", "Arequipa: 6 times runner-up"),
        ("cuántas veces un equipo de Arequipa fue subcampeón", "Arequipa: 6 veces subcampeón"),
        ("champions except Arequipa ones", "Leaving out Arequipa: 46 titles"),
        ("who won the most between 1970 and 1985", "Most titles: Atlético Torino (Piura), with 4 titles."),
        ("how many different departments won in the 90s", "5 departments."),
        ("has an Ancash club won since 2006", "🏆 1 title for clubs from Ancash."),
        ("back to back champions", "Won years in a row: Carlos A. Mannucci"),
        ("name a club that was second twice", "3 with exactly 2 times runner-up: "),
        ("which editions weren't played", "6 editions were not held: 1988"),
        ("who's been runner up most", "Most times runner-up: Alfonso Ugarte (Puno)"),
        ("how many different clubs won in the 2000s", "10 clubs."),
        ("which years did Arequipa teams win", "🏆 5 titles for clubs from Arequipa."),
        ("against who did Melgar score the most", "Melgar scored most against CNI: 8 goals."),
        ("did anyone go unbeaten in 1996", "Fewest defeats: José Gálvez (Ancash), with 0 defeats."),
        ("arequipa o piura, quién tiene más títulos", "Piura: 8 títulos · Arequipa: 5 títulos"),
        ("sumando las copas de Arequipa y Lambayeque cuántas son", "Arequipa y Lambayeque suman 10 títulos."),
        ("put La Libertad and Piura together, how many titles", "La Libertad and Piura together: 17 titles."),
    ],
)
async def test_a_number_of_editions_or_titles_is_said_first(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


async def test_titles_of_two_clubs_are_compared_over_all_editions(shipped):
    lines = await first_lines("who has more titles, Torino or Mannucci?", shipped)
    assert lines[1] == "titles: Atlético Torino 5 · Carlos A. Mannucci 2 · difference: 3"


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("quién campeonó después de torino en el 82", 1983),
        ("who won before Melgar in 1971", 1970),
        ("quién salió campeón al año siguiente de que UTC ganó su primera copa", 1982),
        ("who were champions the year after León de Huánuco first won it?", 1981),
        ("who won the cup the year after Melgar's title", 1972),
        ("el segundo campeón de la historia", 1968),
        ("who was the third champion", 1969),
    ],
)
async def test_a_champion_told_by_another_or_by_number_is_that_one(text, season, shipped):
    assert (await read(text, shipped)).query.season == season


@pytest.mark.parametrize("text", ["el segundo título de Torino", "Torino's second title"])
async def test_the_second_title_of_a_club_is_not_the_second_edition(text, shipped):
    understood = await read(text, shipped)
    assert understood.query is None or understood.query.kind == "team"


async def test_who_is_second_behind_a_department_is_none_of_its_clubs(shipped):
    understood = await read("La Libertad tiene más títulos que todos. Quién es segundo?", shipped)
    assert understood.outcome != "query" or understood.query.department is None


async def test_clubs_of_the_jungle_are_no_club(shipped):
    understood = await read("cuándo fue la primera vez que un equipo de la selva campeonó", shipped)
    assert understood.outcome == "ask"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("qué clubes han ganado la copa?", Champions()),
        ("que equipos han ganado la copa", Champions()),
        ("quiénes han sido los campeones", Champions()),
        ("campeones", Champions()),
        ("qué departamentos han ganado", Champions()),
        ("which clubs have won it?", Champions()),
        ("equipos de Piura que campeonaron", Champions("Piura")),
        ("los subcampeones de la copa", Ranking("runner_up", "club")),
        ("quiénes quedaron segundos", Ranking("runner_up", "club")),
        ("qué departamentos quedaron segundos", Ranking("runner_up", "department")),
        ("campeones y subcampeones", Seasons()),
        ("quiénes ganaron en el 96", Champion(1996)),
        ("el campeón", Champion()),
        ("who are the champions", Champion()),
    ],
)
async def test_several_winners_are_those_of_all_editions(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    "text",
    [
        "clubes que nunca ganaron pero fueron subcampeones",
        "equipos subcampeones que no han sido campeones",
        "que equipo nunca gano la copa pero fue subcampeon",
        "quién quedó segundo y nunca ganó",
    ],
)
async def test_clubs_that_were_second_and_never_won_are_named(text, shipped):
    assert (await first_lines(text, shipped))[0].startswith(
        "20 clubes fueron subcampeones y, que yo sepa, nunca campeones: Alfonso Ugarte (Puno)"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("cuántas finales perdió Aurora", "Aurora (Arequipa): 2 veces subcampeón."),
        ("finales perdidas por sportivo huracán", "Sportivo Huracán (Arequipa): 2 veces subcampeón."),
        ("cuántos goles hizo el aurich en la liguilla del 97", "Juan Aurich (Lambayeque): 14 goles."),
        (
            "cómo le fue a alianza atlético en los ochenta",
            "No tengo resultados de Alianza Atlético, solo su puesto en la lista de campeones: 1984.",
        ),
        ("de los últimos 5 campeones cuál es de puno", "Que yo sepa, ningún club de Puno ganó en esos años."),
        ("cómo le fue a total clean en los 90", "Total Clean no figura en mis fuentes de esos años."),
    ],
)
async def test_what_the_list_of_champions_and_the_last_league_tell_is_told(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "clubes de arequipa que fueron campeones y subcampeones",
            "2 clubes han sido campeones y también subcampeones: Sportivo Huracán (Arequipa) y Melgar",
        ),
        ("campeones menos los de arequipa", "Sin contar a Arequipa: 46 títulos"),
        (
            "todos los campeones de cajamarca menos la utc",
            "Sin contar a UTC (Cajamarca): 1 título · 2023 ADA (Cajamarca)",
        ),
        (
            "titulos de arequipa sin melgar",
            "Sin contar a Melgar (Arequipa): 4 títulos · 1973 Sportivo Huracán (Arequipa), 2002 ",
        ),
        (
            "champions of Arequipa other than Melgar",
            "Leaving out Melgar (Arequipa): 4 titles · 1973 Sportivo Huracán (Arequipa), 2002 ",
        ),
        (
            "los que ganaron entre 1980 y 1985, sin contar a los de la libertad",
            "Sin contar a La Libertad: 4 títulos · 1980 León de Huánuco, 1981 UTC (Cajamarca), ",
        ),
        (
            "menos el torino, quién ganó más copas?",
            "Sin contar a Atlético Torino (Piura), más títulos: Carlos A. Mannucci (La Libertad), ADT",
        ),
        (
            "excepto la libertad qué departamento tiene más títulos",
            "Sin contar a La Libertad, más títulos: Piura, con 8 títulos.",
        ),
    ],
)
async def test_champions_that_are_excepted_are_left_out(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("qué equipos solo ganaron una copa", "34 con exactamente 1 título: "),
        ("equipos que ganaron solo una vez", "34 con exactamente 1 título: "),
        ("que departamentos solo tienen un titulo", "5 con exactamente 1 título: Lima"),
        ("equipos que quedaron segundo 2 veces o más", "4 clubes con al menos 2 veces subcampeón."),
        ("equipos con dos o más copas", "7 clubes con al menos 2 títulos."),
        ("clubes con 3 títulos o más", "1 club con al menos 3 títulos."),
        ("clubs with two or more titles", "7 clubs with at least 2 titles."),
    ],
)
async def test_a_number_of_titles_is_meant_as_it_is_said(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("Cuatro años después de que Tacna ganara la primera, quién campeonó?", 1980),
        ("three years after UTC's first title who won?", 1984),
        ("tres ediciones antes del último título de Torino quién ganó", 1986),
        ("two editions after Ucayali won for the first time, who was champion", 1997),
        ("who won 3 years after Lima's only title", 1981),
        ("la copa que vino antes de la de Sport Ancash quién se la llevó", 2003),
        ("el torneo que vino después del de Unión Comercio quién se lo llevó", 2011),
        ("who was the first champion after the break that began in 1988", 1993),
        ("el último campeón antes de la pausa del 88", 1987),
        ("who was the last champion before the competition stopped in 1988", 1987),
        ("two years after they won in 1971, who won?", 1973),
    ],
)
async def test_the_champion_some_editions_from_a_title_is_told(text, season, shipped):
    understood = await read(text, shipped)
    assert understood.outcome == "query", understood
    assert understood.query == Champion(season)


@pytest.mark.parametrize(
    "text",
    [
        "Dos años después de que ganara el Deportivo Zzyx, quién salió campeón?",
        "en qué edición subieron más equipos de golpe",
        "which edition promoted the most teams",
        "qué edición tuvo más equipos que la de 1996",
        "which club has been promoted most often",
        "de visitante, cuáles fueron las victorias más abultadas del 97?",
        "biggest away wins of 1997",
        "cuántos equipos jugaron en la edición en que Melgar fue campeón",
        "capital de Arequipa",
    ],
)
async def test_what_no_list_tells_is_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome != "query"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("campeones posteriores a Sport Huancayo", Seasons(since=2009)),
        ("los campeones anteriores al Melgar", Seasons(until=1970)),
        ("el campeón que siguió a Estudiantes de Medicina", Champion(2001)),
        ("quién ganó luego del Binacional", Champion(2018)),
    ],
)
async def test_champions_before_and_after_one_are_those_of_the_editions_around_it(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    "text",
    [
        "luego del título de Melgar quién vino",
        "desde que ganó Total Clean qué clubes han campeonado",
        "qué clubes había cuando campeonó Unión Comercio",
    ],
)
async def test_which_club_is_never_answered_with_the_titles_of_the_one_that_is_named(text, shipped):
    understood = await read(text, shipped)
    assert understood.outcome == "ask" or not isinstance(understood.query, TeamProfile)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("el último en ganarle a Gálvez", "No hay derrotas en los resultados que tengo."),
        ("the last side to beat José Gálvez", "There is no defeat in the results that I know."),
        ("quién fue el único en vencer a Aurich en el 97", "Juan Aurich perdió con Deportivo UPAO."),
    ],
)
async def test_who_beat_a_club_last_is_told_from_its_defeats(text, line, shipped):
    assert any(said.startswith(line) for said in await first_lines(text, shipped, count=3))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "cuántos goles más le hicieron al CNI que al Aurich en el 97",
            "goles en contra: CNI 19 · Juan Aurich 2",
        ),
        ("how many more goals did CNI let in than UPAO in 1997", "goals conceded: CNI 19 · Deportivo UPAO 5"),
        ("cuántos goles más hizo Aurich que CNI en el 97", "goles a favor: Juan Aurich 14 · CNI 5"),
    ],
)
async def test_goals_of_two_clubs_are_compared_on_the_side_that_is_asked(text, line, shipped):
    assert any(said.startswith(line) for said in await first_lines(text, shipped, count=3))
