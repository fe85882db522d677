"""Single questions as people type them: ranges, verbs of winning and losing, numbers, refusals."""

import pytest

from bot.ask import Reason, read
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.interpretation import Turn
from bot.queries.matches import Matches
from bot.queries.ranking import Ranking
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.versus import Versus
from bot.replies.ask import asked
from bot.replies.language import language
from bot.replies.reply import body
from tests.ask.test_honours import first_lines

MELGAR, CNI, UPAO, AURICH = (
    "melgar.arequipa",
    "cni.loreto",
    "deportivo-upao.la-libertad",
    "juan-aurich.lambayeque",
)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("winners 1975 through 1978", 1975, 1978),
        ("champions from 79 to 82", 1979, 1982),
        ("campeones 81-84", 1981, 1984),
        ("ganadores 2003 a 2006", 2003, 2006),
        ("1980 until 1985 champs", 1980, 1985),
        ("campeones 98-02", 1998, 2002),
        ("winners from 03 to 07", 2003, 2007),
        ("quiénes fueron campeones entre los años 81 y 84", 1981, 1984),
        ("champions between 1993 and 1996, inclusive", 1993, 1996),
        ("who won it each year from 1975 up to 1979", 1975, 1979),
        ("who won in 79, 80, 81 and 82", 1979, 1982),
    ],
)
async def test_years_from_one_to_another_are_a_range(text, since, until, shipped):
    assert (await read(text, shipped)).query == Seasons(since=since, until=until)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("which sides from Puno have lifted it", Champions("Puno")),
        ("qué equipos de Tacna alzaron el trofeo", Champions("Tacna")),
        ("has any club from Ica brought home the cup", Champions("Ica")),
        ("quién se trajo la copa el 79", Champion(1979)),
        ("qué club cargó con la copa en 2016", Champion(2016)),
        ("who hoisted the trophy in 2011", Champion(2011)),
        ("who was victorious in 1967", Champion(1967)),
        ("who triumphed in 2007", Champion(2007)),
        ("quién logró el ascenso en 1996", Champion(1996)),
        ("quién ascendió a primera en 1996", Champion(1996)),
        ("which club was promoted to the top flight in 1997", Champion(1997)),
        ("quién ascendió en 1975 a primera", Champion(1975)),
        ("nobody knows who won in 1984, do you?", Champion(1984)),
        ("quién ganó en 1984? acá nadie se acuerda", Champion(1984)),
    ],
)
async def test_a_verb_of_winning_asks_for_the_champion(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    ("text", "season"),
    [
        ("a quién le ganó Defensor La Bocana", 2015),
        ("contra quién salió campeón Binacional", 2017),
        ("whom did Sport Huancayo beat to win the cup", 2008),
        ("contra quién jugó la final Alianza Universidad", 2018),
        ("who did Academia Cantolao lose it to", 2015),
        ("quién le quitó el título a Unión Huaral", 2013),
        ("qué equipo dejó sin copa a FC Cajamarca", 2024),
        ("who denied Alianza Atlético the title", 1984),
        ("quién le ganó la final a Sportivo Huracán en 1975", 1975),
        ("who beat UTC to be champion in 1996", 1996),
        ("who lost the final to Sport Rosario", 2016),
    ],
)
async def test_the_other_finalist_is_told_where_no_match_is_known(text, season, shipped):
    assert (await read(text, shipped)).query == Champion(season)


@pytest.mark.parametrize(
    "text", ["cuánto le metió grau al municipal en 2012", "goles de grau contra municipal 2012"]
)
async def test_two_names_that_fit_several_clubs_are_the_only_two_that_met(text, shipped):
    query = (await read(text, shipped)).query
    assert query == Results("atletico-grau.piura", 2012, "deportivo-municipal-rdm.amazonas")


async def test_without_any_result_nobody_is_said_to_be_unbeaten(shipped):
    assert "No hay derrotas" not in " ".join(await first_lines("quién le ganó a Sport Rosario", shipped, 3))


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("le ganaron a Cienciano en 1967?", "lost"),
        ("les ganaron a los de Cienciano en el 67?", "lost"),
        ("a quién le ganó Cienciano en 1967", "won"),
        # who was beaten, and by whom
        ("who got absolutely smashed by Cienciano in 67", "won"),
        ("which teams were defeated by Cienciano in 1967", "won"),
        ("quién fue derrotado por Cienciano en 1967", "won"),
        ("who did Cienciano get battered by in 1967", "lost"),
        ("Cienciano got hammered by who in 1967", "lost"),
        ("por quién fue vapuleado Cienciano en 1967", "lost"),
        ("was Cienciano beaten in 1967?", "lost"),
        ("quién le dio una paliza a Cienciano en 1967", "lost"),
    ],
)
async def test_who_was_beaten_is_told_by_the_words_around_the_club(text, aim, shipped):
    understood = await read(text, shipped)
    assert understood.query == Results("cienciano.cusco", 1967)
    assert understood.readings[0].point.aim == aim


async def test_of_two_clubs_the_first_is_the_one_that_was_beaten(shipped):
    understood = await read("was CNI thrashed by Melgar in 1967?", shipped)
    assert understood.query == Results(CNI, 1967, MELGAR)
    assert understood.readings[0].point.aim == "lost"


@pytest.mark.parametrize(
    "text",
    [
        "quién salió sub el 94",
        "el vice del 94",
        "quién se quedó con las ganas en 1994",
        "who came up short in 1994",
        "who were the beaten finalists in 1994",
        "who lost out in 94",
    ],
)
async def test_a_verb_of_losing_the_title_asks_for_the_runner_up(text, shipped):
    [reading, *_] = (await read(text, shipped)).readings
    assert (reading.query, reading.point.aim) == (Champion(1994), "second")


@pytest.mark.parametrize(
    "text", ["which clubs from Cusco have boycotted it", "qué equipos de Piura han desertado"]
)
async def test_a_verb_that_nobody_understands_is_not_passed_over(text, shipped):
    meaning = await read(text, shipped)
    assert meaning.outcome == "ask"
    assert meaning.strange
    assert isinstance(meaning.readings[0].query, Teams)


@pytest.mark.parametrize(
    "text",
    [
        "what is the capacity of the ground where ADT play",
        "cuánta gente entró a la final del 97",
        "how big was the crowd at the 1996 final",
        "who was the ref in the 1997 play-off",
        "cuánto costaba la entrada en la finalísima del 96",
        "who was in goal for Aurich in 97",
        "did Gálvez make any signings in 97",
        "what was the possession in the 97 final",
        "quién es el dueño de Binacional",
        "cuál es el himno del Aurich",
        "who is the mascot of Sport Ancash",
        "cuántos hinchas tiene Cienciano",
        "how old was Daniel Ruiz when he was top scorer",
        "en qué año se fundó el Melgar",
        "when was UTC founded",
    ],
)
async def test_what_no_document_tells_is_declined(text, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.reason) == ("cannot", Reason.ELSEWHERE)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("para qué club jugaba el goleador de 1996", "Mis fuentes no dicen en qué club jugaba el goleador."),
        ("qué equipo tuvo al goleador en 1996", "Mis fuentes no dicen en qué club jugaba el goleador."),
        ("cuál era el equipo de Daniel Ruiz", "Mis fuentes no dicen en qué club jugaba el goleador."),
        ("what club was Cipriano at", "My sources do not say which club the top scorer played for."),
        ("who did Daniel Ruiz play for", "My sources do not say which club the top scorer played for."),
        ("goleador 1996", "⚽ Alejandro Cipriano, con 5 goles"),
    ],
)
async def test_that_the_club_of_a_top_scorer_is_not_told_is_said_where_it_is_asked(text, line, shipped):
    assert (await first_lines(text, shipped))[0] == line


@pytest.mark.parametrize("text", ["whom did Daniel Ruiz score against", "a quién le metió goles Daniel Ruiz"])
async def test_against_whom_a_player_scored_is_not_answered_with_his_club(text, shipped):
    assert (await read(text, shipped)).outcome != "query"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("cuántas pepas le clavó Gálvez a León en el 96", "José Gálvez (Ancash): 5 goles."),
        ("cuántas guascas metió Melgar en 1967", "Melgar (Arequipa): 10 goles."),
        ("cuántos pepinos le clavaron a Cienciano en 1967", "Cienciano (Cusco): 11 goles en contra."),
        ("quién metió más pepas en 1996", "⚽ Alejandro Cipriano, con 5 goles"),
        ("cuál fue la copa con menos pepas", "Menos goles: 1997, con 47 goles."),
    ],
)
async def test_goals_are_known_by_their_slang(text, line, shipped):
    assert (await first_lines(text, shipped))[0] == line


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "cuántas copas suman Torino y Mannucci",
            ["Atlético Torino y Carlos A. Mannucci suman 7 títulos.", "títulos: Atlético Torino 5 · "],
        ),
        (
            "if you add together the titles of UTC and Melgar, how many?",
            ["UTC and Melgar together: 3 titles.", "titles: UTC 2 · Melgar 1"],
        ),
        (
            "how many goals did Melgar and Aurich score in 1967",
            ["Melgar and Juan Aurich together in 1967: 18 goals.", "goals scored: Melgar 10 · Juan Aurich 8"],
        ),
        (
            "cuánto sumaron los goles de Aurich y UPAO en el 97",
            ["Juan Aurich y Deportivo UPAO suman 28 goles en 1997.", "goles a favor: Juan Aurich 14 · "],
        ),
        (
            "goles a favor de Melgar más los de Cienciano en la ronda final del 67",
            ["Melgar y Cienciano suman 14 goles en 1967.", "goles a favor: Melgar 10 · Cienciano 4"],
        ),
        (
            "cuántos goles recibieron entre Gálvez y UTC el 96",
            ["José Gálvez y UTC suman 13 goles en contra en 1996.", "goles en contra: José Gálvez 4 · UTC 9"],
        ),
        (
            "puntos de Gálvez y UTC sumados en el 96",
            ["José Gálvez y UTC suman 22 puntos en 1996.", "puntos: José Gálvez 13 · UTC 9"],
        ),
        (
            "cuántos partidos ganaron Melgar y Aurich en 1967",
            ["Melgar y Juan Aurich suman 5 triunfos en 1967.", "partidos ganados: Melgar 2 · Juan Aurich 3"],
        ),
    ],
)
async def test_what_two_clubs_have_together_is_added_up(text, lines, shipped):
    told = await first_lines(text, shipped)
    assert [line[: len(start)] for line, start in zip(told, lines, strict=True)] == lines


@pytest.mark.parametrize(
    ("text", "query"),
    [
        (
            "cuántos goles le metió Aurich al CNI en el 97",
            Results("juan-aurich.lambayeque", 1997, "cni.loreto"),
        ),
        ("cuántos partidos jugaron Aurich y CNI", Versus("juan-aurich.lambayeque", "cni.loreto")),
    ],
)
async def test_what_two_clubs_did_against_each_other_is_not_added_up(text, query, shipped):
    meaning = await read(text, shipped)
    assert (meaning.query, meaning.readings[0].point.aim) == (query, "count")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("quién le pudo ganar a Melgar en la ronda final del 67", "Melgar perdió con Alfonso Ugarte de "),
        ("who could beat UPAO in the final round of 1997", "Deportivo UPAO lost to Los Chankas and "),
        ("a quiénes les ganó Aurich en la liguilla del 97", "Juan Aurich le ganó a CNI, "),
        ("los 5 partidos de Gálvez en la etapa final 1996 con marcador", "Etapa final: 5 partidos."),
        ("who won the final round of 1967", "🏆 Alfonso Ugarte de Chiclín (Chiclín, La Libertad) won the "),
        ("score between UTC and León de Huánuco in the 1996 final stage", "UTC won 1, drew 0 and lost 0 of "),
        ("marcador de UTC vs CNI en la ronda final del 96", "UTC ganó 1, empató 0 y perdió 0 en "),
    ],
)
async def test_the_final_round_of_clubs_is_the_stage_that_it_was(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    "text",
    [
        "qué día fue el partido de desempate entre Aurich y UPAO",
        "dame el score del playoff 97, Aurich contra la UPAO",
        "how did the play-off between Aurich and UPAO end",
        "el desempate de Aurich con UPAO, cuánto quedó",
    ],
)
async def test_a_round_of_two_clubs_is_their_match_of_it(text, shipped):
    lines = await first_lines(text, shipped)
    assert "Juan Aurich 1–0 Deportivo UPAO" in lines[1]
    assert "1997" in lines[1]


async def test_a_round_in_which_two_clubs_did_not_meet_is_not_known(shipped):
    lines = await first_lines("semifinal entre Aurich y UPAO en el 97", shipped)
    assert lines[0] == "No tengo partidos del club en “Semifinal”."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("qué equipo no le ganó a nadie en la liguilla final del 97", "Menos triunfos: CNI (Loreto), con 0 "),
        (
            "who didn't beat anyone in 1967",
            "Fewest wins: Cienciano (Cusco) and CNI (Loreto), with 0 wins each.",
        ),
        ("which team beat nobody in 1997", "Fewest wins: CNI (Loreto), with 0 wins."),
        ("a quién no le ganó nadie en el 96", "Menos derrotas: José Gálvez (Ancash), con 0 derrotas."),
        ("which team did nobody beat in 1996", "Fewest defeats: José Gálvez (Ancash), with 0 defeats."),
        ("nadie le ganó a Gálvez en el 96?", "Sí. No hay derrotas en los resultados que tengo."),
        ("did no one beat Aurich in 97?", "No. Juan Aurich lost to Deportivo UPAO."),
        ("CNI no le ganó a nadie en el 97", "No hay triunfos en los resultados que tengo."),
        (
            "cuántos clubes arequipeños se metieron a la etapa regional del 2012",
            "4 equipos, en la región VII: ",
        ),
        ("how many clubs from Cusco got into the regional stage in 2006", "2 teams, in region VIII: "),
        ("cuántos cusqueños entraron a la regional del 2012", "2 equipos, en la región VIII: "),
    ],
)
async def test_those_that_beat_nobody_or_got_into_a_stage_are_told(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("how many wins did Aurich have in 1997 before the play-off", "Juan Aurich (Lambayeque): 4 wins."),
        (
            "cuántos partidos ganó Aurich en el 97, antes del desempate",
            "Juan Aurich (Lambayeque): 4 triunfos.",
        ),
        ("cuántos goles hizo Aurich en el 97 sin contar el desempate", "Juan Aurich (Lambayeque): 13 goles."),
        (
            "how many matches did Aurich win in the 1997 final stage, not counting the play-off",
            "Juan Aurich (Lambayeque): 4 wins.",
        ),
        (
            "how many games did UPAO lose in 1997 before the playoff",
            "Deportivo UPAO (La Libertad): 1 defeat.",
        ),
    ],
)
async def test_a_number_without_the_play_off_is_that_of_the_table(text, line, shipped):
    assert (await first_lines(text, shipped))[0] == line


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("cómo es que la UPAO no fue campeón en el 97", Champion(1997)),
        ("why wasn't UPAO champion in 1997", Champion(1997)),
        ("how come Gálvez didn't win the cup in 1967", Champion(1967)),
        ("por qué no ascendió UTC en el 96", Champion(1996)),
        (
            "todavía me duele la derrota de Melgar con Aurich en el 67, cuánto quedó?",
            Results("melgar.arequipa", 1967, "juan-aurich.lambayeque"),
        ),
    ],
)
async def test_why_a_club_did_not_win_is_how_the_title_was_decided(text, query, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.query) == ("query", query)


@pytest.mark.parametrize("text", ["when was the Copa Perú founded", "en qué año se fundó la copa"])
async def test_the_first_edition_of_the_cup_itself_is_known(text, shipped):
    assert (await read(text, shipped)).query == SeasonOverview(1967)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("how many goals in the last round of 1967", "10 goals in the 3 matches"),
        ("suma los goles de los 3 partidos de la primera fecha del 97", "9 goles en los 3 partidos"),
        ("average goals per match in the final stage of 1967", "3.2 goals per match."),
        ("promedio de goles de la fecha 5 del 96", "5 goles por partido."),
        ("cuántos empates hubo en la etapa final del 97", "2 empates."),
        ("how many games finished in a draw in the last round of 67", "0 draws."),
        ("how many matches were played in the 1996 final round", "15 matches."),
        ("how many teams were in the final group of 97", "6 teams."),
        ("cuántos equipos llegaron a la etapa regional en 2006", "50 equipos"),
        ("how many sides were in the regional stage of 1967", "24 teams"),
    ],
)
async def test_a_number_of_a_round_or_a_stage_is_said_first(text, number, shipped):
    assert (await first_lines(text, shipped))[0].startswith(number)


async def test_where_no_result_is_known_no_draws_are_counted(shipped):
    assert "0" not in (await first_lines("cuántos empates hubo en la final del 2006", shipped))[0].split()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("resultados del cienei en el 97", "cni.loreto"),
        ("cómo le fue a utece en el 96", "utc.cajamarca"),
        ("los partidos del upeao el 97", "deportivo-upao.la-libertad"),
    ],
)
async def test_an_abbreviation_may_be_written_as_it_is_spoken(text, key, shipped):
    assert (await read(text, shipped)).query.team == key


@pytest.mark.parametrize(
    "text",
    [
        "who won the final",
        "quién ganó la final?",
        "who won that year?",
        "qué locura ese año, quién campeonó?",
        "en ese torneo quién salió segundo",
    ],
)
async def test_a_year_that_nobody_named_is_asked_for(text, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.reason) == ("ask", Reason.WHICH_SEASON)
    reply = (await asked(meaning, shipped, language("en"))).reply
    assert reply.lead == ("Which year do you mean?",)


@pytest.mark.parametrize("text", ["who won the 1996 final", "quién ganó la última final", "who won the cup"])
async def test_a_final_of_a_named_edition_or_the_cup_itself_is_not_asked_about(text, shipped):
    assert (await read(text, shipped)).reason is not Reason.WHICH_SEASON


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("who came last in the 1967 final round", "Cienciano (Cusco) finished 6th of 6 with 1 point."),
        ("el colero de la final del 97", "CNI (Loreto) terminó 6.º de 6 con 1 punto."),
        ("which club conceded the fewest in the 1996 final", "Fewest goals conceded: José Gálvez (Ancash), "),
        (
            "quiénes no ganaron ni un partido en la final del 97",
            "Menos triunfos: CNI (Loreto), con 0 triunfos.",
        ),
    ],
)
async def test_a_table_of_the_final_is_that_of_the_stage_that_it_was(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("los seis equipos que llegaron a la etapa final del 97", Standings(1997, "etapa final")),
        ("list the clubs in the 1967 final group", Standings(1967, "final stage")),
        ("qué clubes llegaron a la liguilla final de 1967", Standings(1967, "liguilla final")),
        ("the six finalists of 1997", Matches(1997, "final")),
        ("lowest scoring round of the 1997 final stage", Ranking("goals", "round", "fewest", 1997)),
        ("highest scoring matchday in 1967", Ranking("goals", "round", None, 1967)),
        ("la fecha menos goleadora del 96", Ranking("goals", "round", "fewest", 1996)),
        ("who had the leakiest defence in 1967? goals too", Ranking("conceded", "campaign", None, 1967)),
        (
            "quién tuvo la peor defensa del 97 y cuántos goles le hicieron",
            Ranking("conceded", "campaign", None, 1997),
        ),
        (
            "which of the six finalists of 1967 never won a game in the final stage",
            Ranking("won", "club", "fewest", 1967, top=2),
        ),
    ],
)
async def test_what_a_final_stage_holds_is_read(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("how many goals were scored on 21 May 1967", "12 goals on May 21, 1967."),
        ("cuántos goles hubo en total el 18 de mayo del 67", "13 goles el 18 de mayo de 1967."),
        ("how many matches ended 1-0 in 1997, playoff included?", "5 matches ended 1–0."),
        ("what was played on 21 May 1967", "3 matches on May 21, 1967."),
        ("goals per match in the 1997 final stage, playoff included", "2.94 goals per match."),
        ("promedio de goles en la final del 97 contando el desempate", "2.94 goles por partido."),
    ],
)
async def test_goals_of_a_day_and_of_a_stage_with_its_play_off_are_counted(text, line, shipped):
    assert (await first_lines(text, shipped))[0] == line


@pytest.mark.parametrize(
    "text",
    [
        "goal difference of Aurich and UPAO in 1997, before the playoff",
        "diferencia de goles de UPAO y de Aurich en el 97 antes del desempate",
    ],
)
async def test_a_table_is_that_before_the_play_off(text, shipped):
    meaning = await read(text, shipped)
    assert meaning.query == Standings(1997)
    assert meaning.readings[0].point.aim == "compare"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Ugarte perdió el 2021 contra ADT en los noventa o por penales?", Champion(2021)),
        ("was the 2021 final decided on penalties or in normal time?", Champion(2021)),
        ("cómo se decidió la final del 2012", Champion(2012)),
        ("who won the last one before covid?", Champion(2019)),
        ("quién fue el primer campeón después de la pandemia", Champion(2021)),
        ("quién ganó la última antes del 93", Champion(1987)),
        ("por qué departamento jugaba Binacional en 2017", Champion(2017)),
        ("which department did Unión Comercio play for in 2010", Champion(2010)),
        ("por qué departamento jugaba UTC en el 96", TeamProfile("utc.cajamarca")),
        (
            "qué departamento clasificó más equipos a la regional del 67",
            Ranking("teams", "department", None, 1967),
        ),
        ("which season had most qualified clubs in the regional stage", Ranking("teams", "edition")),
        ("por cuánto se fajó Melgar contra CNI en la segunda fecha del 67", Results(MELGAR, 1967, CNI)),
        ("date and score of the 1997 playoff, UPAO vs Aurich", Results(UPAO, 1997, AURICH)),
        ("contra quién chocó UTC el 22 de enero del 97 y cómo quedó la cosa", Results("utc.cajamarca", 1996)),
        (
            "Melgar le metió una goleada a CNI en esa copa del 67 cuánto quedó ese partido",
            Results(MELGAR, 1967, CNI),
        ),
        (
            "el dieciocho de mayo del sesenta y siete fue mi boda qué partidos hubo ese día",
            Matches(1967, "Round 2", "Final Stage"),
        ),
        ("cuánto quedó la final del 2021, ADT con Ugarte de Puno", Champion(2021)),
    ],
)
async def test_finals_places_and_days_in_other_words(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    "text",
    [
        "cuántos puntos le faltaron a Melgar para el segundo en el 67",
        "the only side José Gálvez failed to beat in 1996",
        "quién hizo los goles del 18 de mayo del 67",
        "qué finales se definieron por penales",
        "which finals went to penalties",
        "how many years later did Aurich play in the cup again",
        "Melgar le ganó a CNI por penales en el 67?",
        "which region had most teams in 2012",
        "qué campeón no tiene subcampeón conocido",
        "última edición con resultados que tienes",
        "la tercera mayor goleada del 67",
        "el peor subcampeón",
        "los que perdieron todos sus partidos en 1996",
    ],
)
async def test_what_no_answer_tells_is_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome != "query"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("goleada más abultada del hexagonal final de 1996", Records(1996)),
        ("la mayor goleada de la final del 67", Records(1967)),
        ("todos los equipos de Ica que clasificaron en 2012, que no falte ninguno", Teams(2012, "Ica")),
        ("quién la rompió como goleador en el 67", Scorers(1967)),
        ("quien gano la copaperu 1996", Champion(1996)),
        ("the two finalists of 2012", Champion(2012)),
        ("which six sides contested the 1997 final group", Standings(1997, "final stage")),
        ("de dónde era Binacional cuando ganó el 2017", Champion(2017)),
        ("worst defensive record of 1967", Ranking("conceded", "campaign", None, 1967)),
        ("qué equipos jugaron la final del 2021", Champion(2021)),
        ("how many clubs went up after the 1967 cup?", Champion(1967)),
        ("qué quiere decir u t c", TeamProfile("utc.cajamarca")),
        ("what does c n i stand for", TeamProfile(CNI)),
        ("a quién le ganó Melgar en la final del 67", Results(MELGAR, 1967)),
    ],
)
async def test_words_of_fans_are_understood(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("quién fue el único que le pudo ganar al Aurich en el 97", "Juan Aurich perdió con Deportivo UPAO."),
        (
            "who was the only one to beat Octavio Espinosa in 1967?",
            "Octavio Espinosa lost to Alfonso Ugarte de Chiclín.",
        ),
        ("quién bailó a León de Huánuco en el 96", "León de Huánuco perdió con"),
        ("quiénes le ganaron a Melgar en la final del 67", "Melgar perdió con Alfonso Ugarte de Chiclín y"),
        (
            "con cuántos puntos de ventaja sobre el segundo terminó José Gálvez en el 96",
            "4 puntos: José Gálvez",
        ),
        ("points gap between first and second in 1967", "1 point: Alfonso Ugarte de Chiclín (La Libertad)"),
        ("points gap between Gálvez and UTC in 1996", "4 points: José Gálvez (Ancash) had 13"),
        ("quién salió segundo en la tabla del 97", "Deportivo UPAO (La Libertad) terminó 2.º"),
        (
            "how many points ahead of the runner-up did Gálvez finish in 1996?",
            "4 points: José Gálvez (Ancash)",
        ),
    ],
)
async def test_who_beat_a_club_and_by_how_much_it_led(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


async def test_who_won_on_penalties_is_not_answered_with_yes_alone(shipped):
    meaning = await read("did Pirata win the 2018 final on penalties?", shipped)
    assert (meaning.query, meaning.readings[0].point) == (Champion(2018), None)


async def test_one_of_two_clubs_in_an_edition_is_not_who_won_a_match(shipped):
    assert (await read("which of the two clubs won in 1997, Aurich or UPAO", shipped)).outcome != "query"


async def test_of_those_without_a_win_no_other_club_is_listed(shipped):
    query = (await read("who did not win a match in 1967", shipped)).query
    assert (query.measure, query.order, query.top) == ("won", "fewest", 2)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("who didn't Gálvez beat in 96", "José Gálvez did not beat Coronel Bolognesi."),
        ("which teams did Melgar fail to beat in 1967", "Melgar did not beat Alfonso Ugarte de Chiclín, "),
        ("a quiénes no les pudo ganar Cienciano en la final del 67", "Cienciano no le ganó a "),
        ("who failed to beat Cienciano in 1967", "Did not beat Cienciano: CNI."),
        ("who didn't beat UTC in 1996", "Did not beat UTC: "),
        ("quiénes no le ganaron a Gálvez en el 96", "No le ganaron a José Gálvez: "),
        ("quiénes no le ganaron a UPAO en el 97", "No le ganaron a Deportivo UPAO: "),
        ("other than UPAO, did anyone beat Aurich in 97", "Nobody else in the results that I know."),
        ("besides UPAO who beat Aurich in 97", "Nobody else in the results that I know."),
    ],
)
async def test_those_that_were_not_beaten_or_were_left_out_are_told(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    "text",
    ["how long did the 1997 final last", "cuántos años tuvo que esperar Cienciano para ganarle a Melgar"],
)
async def test_a_time_that_is_not_between_titles_is_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome != "query"


async def test_a_denied_title_is_no_question_on_opponents(shipped):
    meaning = await read("Gálvez no ganó en el 97, quién fue entonces", shipped)
    assert meaning.outcome != "query"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("how many years between Gálvez's two titles", "9 years between the titles of 1996 and 2005."),
        (
            "cuánto tuvo que esperar el ADT entre una copa y la otra",
            "42 años entre los títulos de 1979 y 2021.",
        ),
        ("how long did Aurich wait between cups", "10 years between the titles of 1997 and 2007."),
        ("cuántos años pasaron entre el primer y el último título de Torino", "24 años entre los títulos de"),
        ("cuántos años después de su primera copa volvió a campeonar UTC", "31 años entre los títulos de"),
        (
            "how many years after their first title did Torino win again?",
            "5 years between the titles of 1970",
        ),
        ("cuánto demoró José Gálvez en volver a ganar la copa", "9 años entre los títulos de 1996 y 2005."),
        (
            "cuántos años pasaron desde la copa de Torino del 77 hasta la siguiente que ganó",
            "5 años entre los títulos de 1977 y 1982.",
        ),
        ("how long after their 1980 cup did León de Huánuco win it again", "29 years between the titles of"),
        ("cuánto se demoró el Torino en ganar su segunda copa", "5 años entre los títulos de 1970 y 1975."),
        ("how many years separate Aurich's two cups", "10 years between the titles of 1997 and 2007."),
        ("cuántos años pasaron desde el último título de Torino", "Último título: 1994."),
    ],
)
async def test_the_years_between_titles_are_counted(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("quién campeonó el año antes de Pirata y quién el año después", (2017, 2019)),
        ("who won the edition before ADT in 1979 and who the one after?", (1978, 1980)),
        ("who was second in 2014 and who in 2016", (2014, 2016)),
    ],
)
async def test_a_half_that_leaves_words_out_is_answered_too(text, years, shipped):
    meaning = await read(text, shipped)
    assert meaning.outcome == "query"
    assert [each.query for each in (meaning.readings[0], *meaning.also)] == [Champion(year) for year in years]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("who scored more, Melgar in 67 or UPAO in 97", "Melgar (Arequipa): 10 goals.", "**14 goals**."),
        (
            "quién metió más goles, Gálvez el 96 o Aurich el 97",
            "José Gálvez (Ancash): 15 goles.",
            "**14 goles**.",
        ),
    ],
)
async def test_two_clubs_are_compared_each_in_its_own_season(text, first, second, shipped):
    reply = (
        await asked(await read(text, shipped), shipped, language("es" if "quién" in text else "en"))
    ).reply
    assert reply.lead[0].replace("**", "") == first
    assert second in body(reply)


async def test_points_of_two_clubs_in_two_seasons_are_told_by_their_tables(shipped):
    meaning = await read("quién hizo más puntos, Aurich 97 o Gálvez 96", shipped)
    assert [each.query for each in (meaning.readings[0], *meaning.also)] == [Standings(1997), Standings(1996)]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("quien gano la cpa pery 1996", Champion(1996)),
        ("la kopa peru enel 2011 quien la gano", Champion(2011)),
        ("who woon the coppa peru in 2005", Champion(2005)),
        ("kien fue canpeon dla copaperu dl 2012", Champion(2012)),
        ("which club wonn the copa per in 1997", Champion(1997)),
        ("joze galbez d chimbote enq años fue canpeon", TeamProfile("jose-galvez.ancash")),
        ("carloz manuci d trujiyo titulos", TeamProfile("carlos-a-mannucci.la-libertad")),
    ],
)
async def test_the_cup_and_small_words_are_known_misspelt_and_glued(text, query, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.query) == ("query", query)


@pytest.mark.parametrize("text", ["quién ganó la copa pero no ascendió", "what happened in group d 2012"])
async def test_words_like_the_cups_name_and_the_letter_of_a_group_stay(text, shipped):
    assert (await read(text, shipped)).query not in (Champion(2012), Champion(2024))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("cuando tenga un tiempito me dice qué club cusqueño campeonó en 2022", Champion(2022)),
        ("cuando tengas un ratito, dime quién fue subcampeón en 2019", Champion(2019)),
        ("cuando esté libre me dice cuántos títulos tiene el UTC", TeamProfile("utc.cajamarca")),
        ("when you have a minute, who won in 2012?", Champion(2012)),
        ("whenever you get a chance could you tell me the runner-up of 1996", Champion(1996)),
        ("if you have a second, which club has most titles?", Ranking("titles", "club")),
    ],
)
async def test_a_wish_for_the_others_free_time_asks_nothing(text, query, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.query) == ("query", query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("el campeón más reciente que tienen anotado?", Champion()),
        ("cuál es el último campeón que tienes en tu lista", Champion()),
        ("the latest champion you have on file", Champion()),
        ("what's the most recent edition you have recorded", SeasonOverview(2024)),
    ],
)
async def test_what_the_bot_has_on_file_is_everything_it_knows(text, query, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.query) == ("query", query)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("quién es el rey de los subcampeones", "club"),
        ("quien es el rey de los segundos puestos", "club"),
        ("who is the king of runner-ups", "club"),
        ("y de los que quedan segundos, which department has the most runner-ups?", "department"),
        ("qué departamento tiene más equipos que quedaron segundos", "department"),
        ("which department has the most teams that finished second", "department"),
    ],
)
async def test_those_often_second_are_ranked_by_second_places(text, thing, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.query) == ("query", Ranking("runner_up", thing))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("First ever champions from the Cajamarca region, and when was it?", Champions("Cajamarca")),
        ("campeones de la región Arequipa", Champions("Arequipa")),
        ("qué equipos de la región de Ica jugaron el 2012", Teams(2012, "Ica")),
        ("clubs from the Loreto region that have won", Champions("Loreto")),
    ],
)
async def test_a_department_is_called_a_region(text, query, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.query) == ("query", query)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("which was the first club from Ica to win it, and when", Champions("Ica")),
        ("first side from Puno to win", Champions("Puno")),
        ("what year did the first team from Loreto win it", Champions("Loreto")),
    ],
)
async def test_the_first_club_from_a_department_is_its_first_champion(text, query, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.query) == ("query", query)


@pytest.mark.parametrize(
    "text",
    [
        "quién ganó el 84 y quién el 85, ando confundido",
        "who won in 84 and who in 85, I'm all mixed up",
        "quién fue campeón en 1984 y quién en 1985, estoy mareado",
    ],
)
async def test_who_is_confused_asks_no_more_with_it(text, shipped):
    meaning = await read(text, shipped)
    assert meaning.outcome == "query"
    assert [each.query for each in (meaning.readings[0], *meaning.also)] == [Champion(1984), Champion(1985)]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        # a guess at the answer
        ("qué departamento tiene más copas? yo digo Arequipa", Ranking("titles", "department")),
        ("quién fue campeón en 1984? para mí que Torino", Champion(1984)),
        ("which club was most often runner-up? my money is on Aurora", Ranking("runner_up", "club")),
        ("who won in 2003? I reckon Grau", Champion(2003)),
        # told by somebody's life
        ("en qué año campeonó UTC antes de que naciera mi hija", TeamProfile("utc.cajamarca")),
        ("IMI won the cup after I was born, what year was it?", TeamProfile("imi.piura")),
        # who was on top
        ("qué región dominó los ochenta", Ranking("titles", "department", since=1980, until=1989)),
        ("which team ruled the nineties", Ranking("titles", "club", since=1990, until=1999)),
        (
            "En los setenta, en esos tiempos, ¿qué club arrasó?",
            Ranking("titles", "club", since=1970, until=1979),
        ),
        # the only one of its name that won
        ("en qué año campeonó el Municipal", None),
        ("cuándo ganó la copa Aurora", TeamProfile("aurora.arequipa")),
        ("who won the year after Huracán's title", Champion(1974)),
        ("qué club ganó la edición que vino antes de la de Grau", Champion(1971)),
        ("después de la de 1967 (la del Ugarte), quién fue el siguiente campeón", Champion(1968)),
        # who won when another was second
        ("quién campeonó el año que Aurora quedó subcampeón", Champion(1993)),
        ("who won it the year Deportivo Hualgayoc came second", Champion(2016)),
    ],
)
async def test_what_stands_beside_a_question_does_not_change_it(text, query, shipped):
    understood = await read(text, shipped)
    assert (understood.query if understood.outcome == "query" else None) == query


async def test_whom_a_reply_tells_by_its_place_is_the_namesake_from_there(shipped):
    first = await read("cuándo salió campeón el Alfonso Ugarte", shipped)
    reply = await read("no pues, el de Puno", shipped, previous=Turn(first.query, first.readings[0].point))
    assert reply.query == TeamProfile("alfonso-ugarte.puno")


async def test_who_won_before_somebody_was_born_is_asked_back(shipped):
    assert (await read("quién ganó la copa antes de que yo naciera", shipped)).outcome == "ask"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        # a club that another question tells
        ("quién le ganó al que le ganó a CNI en la fecha 1 del 97", Results(AURICH, 1997)),
        ("how many points did the team that beat CNI in round 1 of 1997 get", Standings(1997)),
        ("quién le hizo goles a los que le ganaron a UTC en 1996", None),
        # between titles, and since the last
        ("cuántos campeones hubo entre los dos títulos de Gálvez", Seasons(since=1997, until=2004)),
        ("who won it between ADT's two titles", Seasons(since=1980, until=2020)),
        ("cuántos campeones van desde el último título de Torino", Seasons(since=1995)),
        (
            "how many different champions between Aurich's two titles",
            Ranking("titles", "club", since=1998, until=2006),
        ),
        # when the pandemic was over
        ("quién ganó la copa en cuanto pasó la pandemia", Champion(2021)),
        ("who won once the lockdown ended", Champion(2021)),
        ("how old is the Peru Cup", SeasonOverview(1967)),
        # what did not happen
        ("si Melgar empataba con Aurich en el 67, cuántos puntos hacía", None),
        ("if León had beaten Gálvez in 1996, who would have won", None),
        ("de haber ganado su último partido, en qué puesto quedaba CNI en 1996", None),
        # what is denied, and a number of one match
        ("quién no pudo anotarle a Melgar en 1967", None),
        ("which club conceded most in a single match in 1996", None),
        ("cuántos años después de 1970 campeonó UTC", None),
    ],
)
async def test_what_changes_a_question_is_answered_or_asked_back(text, query, shipped):
    understood = await read(text, shipped)
    assert (understood.query if understood.outcome == "query" else None) == query


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("de qué departamento era el campeón anterior a Sport Bolito?", "Estudiantes de Medicina es de Ica."),
        ("champion after Sport Bolito, where were they from?", "Atlético Universidad is from Arequipa."),
        ("el campeón siguiente a ADA, de dónde era", "Bentín Tacna Heroica es de Tacna."),
        ("which draw of 1997 had the most goals?", "Among the draws, most goals: Los Chankas"),
        ("de los empates del 67 cuál tuvo menos goles", "Entre los empates, menos goles: Octavio"),
        ("empate con más goles de UTC", "No sé de ningún empate ahí."),
        ("en qué jornada del 67 hubo dos empates", "1 con exactamente 2 empates: Etapa final · Fecha 4"),
        ("rounds with more than ten goals in 1996", "2 rounds with at least 11 goals."),
        ("leaving the play-off aside, dullest matchday of 1997?", "Fewest goals: Final Stage · Round 3"),
        ("dejando de lado a Torino, quién tiene más copas", "Sin contar a Atlético Torino (Piura), más"),
        ("qué departamento está segundo en títulos", "2.º Piura — 8 títulos"),
        ("who is third by number of cups, of departments", "3rd Arequipa and Lambayeque — 5 titles"),
        ("qué región ganó más ediciones", "Más títulos: La Libertad, con 9 títulos."),
        ("which department ruled the 70s", "Most titles: Piura, with 4 titles."),
        ("qué partido de la fecha 4 del 96 tuvo más goles", "El partido con más goles:"),
        ("los dos que le ganaron a UTC en el 96", "UTC perdió con José Gálvez y Gigantes del Cenepa."),
        ("la jornada con más goles de la historia", "Más goles: Etapa final · Fecha 5 (1996), con 15 goles."),
        ("el equipo que más perdió en el 67", "Más derrotas: Cienciano (Cusco), con 4 derrotas."),
        ("if we ignore La Libertad, which department has most cups", "Leaving out La Libertad, most"),
        ("a quiénes no perdió Melgar en el 67", "No le ganaron a Melgar: CNI, Cienciano y Octavio Espinosa."),
        ("which team won most between 1967 and 1997", "Most titles: Atlético Torino (Piura), with 5"),
        ("cuántas ediciones jugó Torino", "Atlético Torino (Piura): 5 ediciones."),
        ("how many editions did Melgar play", "Melgar (Arequipa): 3 editions."),
        ("in which games of 1997 did neither side score?", "1 match ended 0–0."),
        ("years between UTC's first cup and the second", "31 years between the titles of 1981 and 2012."),
        ("Melgar alguna vez ganó esta copa o me confundo con otra", "Melgar (Arequipa): 1 título."),
        ("partidos del 18 de mayo de 1967, los quiero para la radio", "3 partidos el 18 de mayo de 1967."),
        ("cómo quedó el último partido de Melgar en el 67", "El último que tengo:"),
    ],
)  # fmt: skip
async def test_what_is_asked_of_neighbours_draws_rounds_and_places_is_said_first(text, line, shipped):
    assert (await first_lines(text, shipped, 1))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "seasons"),
    [
        ("champion in 1994, champion in 1995?", [1994, 1995]),
        ("campeón del 2010, campeón del 2011, campeón del 2013?", [2010, 2011, 2013]),
        ("who won in 1985 and the one before?", [1985, 1984]),
        ("campeón de 1994 y el siguiente", [1994, 1995]),
        ("quién ganó la última edición antes de la pandemia y la primera después", [2019, 2021]),
        ("quién campeonó en 1972 y quién ganó la anterior", [1972, 1971]),
    ],
)
async def test_the_same_question_on_several_seasons_asks_of_each(text, seasons, shipped):
    meaning = await read(text, shipped)
    assert [each.query for each in (*meaning.readings[:1], *meaning.also)] == [*map(Champion, seasons)]


async def test_a_champion_told_by_its_neighbour_lends_its_club_to_no_question_on_its_home(shipped):
    meaning = await read("el campeón siguiente a Mannucci, de dónde era?", shipped)  # after 1968 or 1969
    assert meaning.outcome == "ask"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        # diminutives
        ("cuántas copitas tiene la gentita de UTC", TeamProfile("utc.cajamarca")),
        ("cuántos golcitos hizo Melgar en 1967", Results(MELGAR, 1967)),
        # what stands above an answer, or behind the question
        ('> "Torino ganó como diez"\nqué club tiene más títulos, a ver', Ranking("titles", "club")),
        ("> nadie repite\nclubes que ganaron dos veces la copa", Ranking("titles", "club")),
        ("Clubs with exactly two titles - Gwendolyn always misses some", Ranking("titles", "club")),
        # where the cup went, and who was sent
        ("la última vez que la copa se fue para Tacna", Champions("Tacna")),
        ("when did the trophy last go home to Ucayali", Champions("Ucayali")),
        ("I am from Tumbes. Has any club from that department won it?", Champions("Tumbes")),
        ("which sides did Tacna send in 2006", Teams(2006, "Tacna")),
        ("cuántas copas exhibe Torino en su vitrina", TeamProfile("atletico-torino.piura")),
        # none, and one less than the other
        ("qué club no empató en 1996", Ranking("drawn", "club", "fewest", 1996, top=4)),
        ("en qué años no hubo final nacional", Seasons()),
        ("how many more goals did Gálvez score than UTC in 1996", Standings(1996)),
        # who got the better of whom
        ("which sides got the better of Aurich in 1967", Results(AURICH, 1967)),
        ("alguien logró ganarle a Melgar en 1967 o nadie", Results(MELGAR, 1967)),
        ("quiénes pudieron con CNI en 1996? mi primo jura que todos", Results(CNI, 1996)),
        ("which club leaked the most goals in the 1996 finals", Ranking("conceded", "club", season=1996)),
        ("@juan_23 ni idea. quién ganó en 1984", Champion(1984)),
        ("quién es el más ganador de la historia", Ranking("titles", "club")),
        ("los seis que clasificaron a la etapa final de 1967", Standings(1967, "etapa final")),
        ("goals in the two final stages of 1996 and 1997, added up", Matches(1996, None, "final stages")),
    ],
)
async def test_words_of_every_day_and_of_others_are_read(text, query, shipped):
    understood = await read(text, shipped)
    assert (understood.query if understood.outcome == "query" else None) == query


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "una consultita: resultado de UTC con CNI en 1996 y en qué puesto terminó León de Huánuco",
            Results,
            Standings,
        ),
        ("goles de UTC en 1996 y en qué puesto acabó CNI en 1997", Results, Standings),
        ("who won in 1999? also the year Sport Rosario were champions", Champion, TeamProfile),
        ("subcampeón de 1986? y también el año que campeonó Libertad", Champion, TeamProfile),
    ],
)
async def test_what_is_requested_before_a_question_is_answered_too(text, first, second, shipped):
    understood = await read(text, shipped)
    assert [type(understood.query), *(type(each.query) for each in understood.also)] == [first, second]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("cuál fue el tercer partido de UPAO en el 97", "➡️ Deportivo UPAO 1–0 Juan Aurich — Fecha 3"),
        ("who did Bolognesi meet in their second game in 1996", "➡️ José Gálvez 1–1 Coronel Bolognesi"),
        ("penúltimo partido de Cienciano en el 67", "➡️ CNI 1–1 Cienciano — Fecha 4"),
        ("por cuánto ganó UTC en la última fecha del 96", "➡️ UTC 4–1 Coronel Bolognesi — Fecha 5"),
        ("how did Aurich do on the last matchday of 1997", "➡️ Juan Aurich 2–0 Los Chankas — Round 5"),
        ("contra quién debutó Melgar en la liguilla del 67", "➡️ Alfonso Ugarte de Chiclín 1–0 Melgar"),
        ("I saw the 1967 finals, what was their last match?", "➡️ Octavio Espinosa 3–1 Cienciano"),
    ],
)
async def test_a_match_of_a_club_is_told_by_its_number_in_the_season(text, line, shipped):
    assert (await first_lines(text, shipped))[1].startswith(line)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("how often did UTC lose in the 1996 finals", "UTC (Cajamarca): 2 defeats."),
        ("goals that CNI let in, 1967 finals", "CNI (Loreto): 17 goals conceded."),
        ("who did Los Chankas beat in the 97 finals", "Los Chankas beat Deportivo UPAO."),
        ("a quién enfrentó UPAO el 7 de diciembre", "1 partido el 7 de diciembre de 1997."),
        ("how did Octavio Espinosa get on in May?", "5 matches in May 1967."),
    ],
)
async def test_what_is_asked_of_a_club_in_the_finals_or_on_a_day_without_a_year_is_told(text, line, shipped):
    assert (await first_lines(text, shipped))[0] == line


@pytest.mark.parametrize(
    "text", ["qué hizo CNI en enero y febrero", "UTC's results from January to February 1997"]
)
async def test_two_months_are_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome == "ask"


async def test_the_once_is_no_eleven(shipped):
    understood = await read("Melgar and Cienciano, did they meet only the once?", shipped)
    assert understood.query == Versus("melgar.arequipa", "cienciano.cusco")


@pytest.mark.parametrize(
    "text",
    [
        "segundo partido entre UTC y Gálvez en el 96",
        "what is the most goals anyone ever put past UTC in a match",
        "el séptimo partido de UTC en el 96, contra quién fue",
    ],
)
async def test_a_match_that_the_dates_do_not_tell_is_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome != "query"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        # what a third club did to two
        ("quién perdió con Melgar y con Cienciano en 1967", None),
        ("which team drew with both UPAO and CNI in 1997", None),
        ("los que perdieron con Aurich pero le ganaron a CNI en 1997", None),
        ("quién le ganó al campeón y al subcampeón en 1967", None),
        ("who won between UPAO and CNI in 1997", Results(UPAO, 1997, CNI)),
        # a margin, a round, a second place
        ("cuántos partidos ganó Melgar por un gol en 1967", None),
        ("en qué fecha aseguró Aurich el título de 1997", None),
        ("cuándo fue la última vez que Ica fue subcampeón", None),
        ("qué departamento nunca ganó pero fue subcampeón", None),
        # titles of two clubs
        (
            "champions between the title of Coronel Bolognesi and that of Sport Rosario",
            Seasons(since=1977, until=2015),
        ),
        ("el campeón más querido", None),
        ("el club que más campeonó", Ranking("titles", "club")),
        ("which teams took part in both 1967 and 2006", None),
        ("difference between the titles of Torino and ADT", Versus("atletico-torino.piura", "adt.junin")),
        ("si el triunfo valiera tres, quién ganaba en 1967", None),
    ],
)
async def test_what_is_of_two_clubs_or_of_no_answer_is_told_or_asked_back(text, query, shipped):
    understood = await read(text, shipped)
    assert (understood.query if understood.outcome == "query" else None) == query


@pytest.mark.parametrize(
    ("text", "query", "line"),
    [
        ("qué hizo Melgar el 25 de mayo", Results(MELGAR, 1967), "1 partido el 25 de mayo de 1967"),
        ("cómo le fue a UPAO en diciembre", Results(UPAO, 1997), "5 partidos en diciembre de 1997"),
        ("UPAO in November", Results(UPAO, 1997), "1 match in November 1997"),
        ("how many goals were there in January 1997", Matches(1996), "40 goals in January 1997"),
    ],
)
async def test_a_day_or_month_without_a_year_is_that_of_the_clubs_matches(text, query, line, shipped):
    meaning = await read(text, shipped)
    reply = await asked(meaning, shipped, language(meaning.language or "es", markup=False))
    assert (meaning.query, line in str(body(reply.reply))) == (query, True)


@pytest.mark.parametrize(
    ("text", "query", "point"),
    [
        ("which match in round 3 of 97 saw most goals", Matches(1997, "round 3"), "most_goals"),
        ("de la segunda fecha del 67 cuál fue el de más goles", Matches(1967, "segunda fecha"), "most_goals"),
        ("goals of CNI plus Cienciano, 1967", Standings(1967), "sum"),
        ("puntos de Melgar más los de Cienciano en el 67", Standings(1967), "sum"),
        ("qué distancia hubo entre UPAO y CNI en el 97", Standings(1997), "gap"),
        ("la tabla del 96 con su diferencia de goles", Standings(1996), None),
        ("goal difference between Melgar and CNI in 1967", Standings(1967), "compare"),
        ("who has won more, Melgar or CNI?", Versus(MELGAR, CNI), "compare"),
        ("My aunt counts cups all day. Who has more titles, Melgar or CNI?", Versus(MELGAR, CNI), "compare"),
        ("qué equipo no ganó nada en el 97", Ranking("won", "club", "fewest", 1997, top=1), None),
        ("which side won no matches, 1997?", Ranking("won", "club", "fewest", 1997, top=1), None),
        ("cuál perdió más veces en 1997", Ranking("lost", "club", season=1997), None),
        ("quiénes fueron segundos más veces", Ranking("runner_up", "club"), None),
        ("which area has the most cups", Ranking("titles", "department"), None),
    ],
)
async def test_what_is_ranked_or_set_side_by_side(text, query, point, shipped):
    meaning = await read(text, shipped)
    found = meaning.readings[0].point
    assert (meaning.query, found and found.aim) == (query, point)


@pytest.mark.parametrize(
    "text",
    ["cuántos puntos entre el primero y el último, 1967?", "most draws in a match, 96?"],
)
async def test_a_year_behind_a_question_is_no_question(text, shipped):
    assert not isinstance((await read(text, shipped)).query, SeasonOverview)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        # draws
        ("qué equipo igualó más en 1997", Ranking("drawn", "club", None, 1997)),
        ("which final stage had the most stalemates", Ranking("drawn", "edition")),
        ("qué edición tuvo más igualdades", Ranking("drawn", "edition")),
        ("fewest ties, which season?", Ranking("drawn", "edition", "fewest")),
        ("in which round of 1967 did games end level the most", Ranking("drawn", "round", None, 1967)),
        # goals for and against
        ("quién anotó menos en el 97", Ranking("goals", "club", "fewest", 1997)),
        ("which of the six found the net least in 1996", Ranking("goals", "club", "fewest", 1996)),
        ("who let in the fewest in 97", Ranking("conceded", "club", "fewest", 1997)),
        ("la zaga más floja del 96", Ranking("conceded", "campaign", None, 1996)),
        ("tightest back line of 1967", Ranking("conceded", "campaign", "fewest", 1967)),
        ("quién hizo más goles como equipo en el 67", Ranking("goals", "club", None, 1967)),
        # editions, departments, places
        ("quién jugó más años", Ranking("editions", "club")),
        ("en qué edición participaron más", Ranking("teams", "edition")),
        ("la región más ganadora del país", Ranking("titles", "department")),
        ("rank the regions by titles", Ranking("titles", "department")),
        ("which department was second most often", Ranking("runner_up", "department")),
        ("el eterno segundo de la copa", Ranking("runner_up", "club")),
        ("who picked up the greatest number of wins in 1997", Ranking("won", "club", None, 1997)),
        ("fewest defeats in 1967, who?", Ranking("lost", "club", "fewest", 1967)),
        ("la mejor defensa del 97, menos goles en contra", Ranking("conceded", "campaign", "fewest", 1997)),
        # what did not happen
        ("en qué años se suspendió la copa", Seasons()),
        ("which years ended with nobody crowned", Seasons()),
        ("depas que aún esperan su primer campeón", Champions()),
        ("which departments are still waiting for a first title", Champions()),
    ],
)
async def test_most_fewest_and_none_in_other_words_are_ranked(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("con quiénes igualó el CNI en el 67", "CNI empató con Juan Aurich y Cienciano."),
        ("who did CNI tie with in 1967?", "CNI drew with Juan Aurich and Cienciano."),
        ("cuántas veces dividió puntos Gálvez en el 96", "José Gálvez (Ancash): 1 empate."),
        (
            "did UPAO get through the 1997 final stage without losing?",
            "No. Deportivo UPAO lost to Los Chankas",
        ),
        ("Gálvez terminó invicto la fase final del 96", "No hay derrotas en los resultados que tengo."),
        ("qué partidos hubo en febrero del año 97", "3 partidos en febrero de 1997."),
        ("en qué año nadie se llevó la copa por primera vez", "Primera edición sin campeón: 1974."),
    ],
)
async def test_draws_defeats_and_months_in_other_words_are_told(text, line, shipped):
    assert (await first_lines(text, shipped, 1))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("¿qué departamento tiene más?", Ranking("titles", "department")),
        ("la jornada con menos gritos en el 97", Ranking("goals", "round", "fewest", 1997)),
        ("qué región mandó más clubes en 2006", Ranking("teams", "department", None, 2006)),
        ("quién ganó más veces en 1996", Ranking("won", "club", None, 1996)),
        ("¿a quién golearon más en el 67?", Ranking("conceded", "club", None, 1967)),
        (
            "1967, most nil-nil affairs or draws of any sort, blimey, who?",
            Ranking("drawn", "club", None, 1967),
        ),
    ],
)
async def test_the_ranking_that_a_question_may_ask_for_is_offered(text, page, shipped):
    understood = await read(text, shipped)
    assert understood.outcome == "ask"
    assert page in [reading.query for reading in understood.readings] + [*understood.examples]


async def test_how_many_draws_after_a_club_without_a_season_are_its_own(shipped):
    turn = Turn(Results("cultural-hidro.junin"))
    assert (await read("how many ended level?", shipped, previous=turn)).query == Results(
        "cultural-hidro.junin"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("qué encuentros no ganó Melgar en el 67", "Melgar no le ganó a Alfonso Ugarte de Chiclín, "),
        ("games that UTC failed to win in 1996", "UTC did not beat José Gálvez and Gigantes del Cenepa."),
        ("total goals by Octavio Espinosa in those five games of 67", "Octavio Espinosa (Ica): 10 goals."),
        ("goals of 1997, grand total", "47 goals."),
        ("any 3-0s in the 1997 final stage", "1 match ended 3–0."),
        ("how far behind the winner was Bolognesi in 96", "6 points: "),
        ("cuántas veces se cruzaron Aurich y Los Chankas", "Juan Aurich (Lambayeque): 1 partido."),
        ("cuántos compromisos jugó CNI en el 67", "CNI (Loreto): 5 partidos."),
        ("who did Bolognesi go down to in 1996", "Coronel Bolognesi lost to León de Huánuco and UTC."),
        ("cómo se portó Cultural Hidro en la fase final", "Fase final: 5 partidos."),
        ("a cuál de los equipos le metieron más goles en el 96", "Más goles en contra: Gigantes del Cenepa"),
        ("cuántos de Puno en 2012", "3 equipos, en la región VIII: "),
        ("lugares que nunca ganaron la copa", "9 departamentos sin título"),
        ("cuántas lleva Gálvez", "José Gálvez tiene 2 títulos"),
    ],
)  # fmt: skip
async def test_what_fans_call_by_other_words_is_told(text, line, shipped):
    assert line in (await first_lines(text, shipped, 1))[0]


@pytest.mark.parametrize(
    "text",
    [
        "how many games did Melgar not win in 67",
        "Melgar no ganó un partido en el 67",
        "cuántos partidos de 1996 terminaron sin ganador",
        "matches Bolognesi failed to win in 96, draws and losses both",
    ],
)
async def test_a_denied_win_that_no_answer_counts_is_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome == "ask"


@pytest.mark.parametrize(
    ("text", "query", "point"),
    [
        ("tercera fecha del hexagonal del 67", Matches(1967, "tercera fecha", "hexagonal"), None),
        ("how many goals in 1997 with the play-off", SeasonOverview(1997), "count"),
        ("cuántas perdidas tuvo Melgar en el 67", Results(MELGAR, 1967), "count"),
        ("el encuentro inaugural de la liguilla del 97", Matches(1997, "Round 1", "Final Stage"), "first"),
        ("first fixture of 1967", Matches(1967, "Round 1", "Final Stage"), "first"),
        ("con qué partido se cerró la copa del 67", Matches(1967, "Round 5", "Final Stage"), "last"),
        ("contra quién arrancó CNI en el 67", Results(CNI, 1967), "first"),
        ("who did Melgar kick off against in 1967", Results(MELGAR, 1967), "first"),
        ("cuántos tantos por encuentro hubo en el 67", SeasonOverview(1967), "count"),
        ("cuántas veces salió victorioso UPAO en el 97", Results(UPAO, 1997), "count"),
        ("el cuadro de posiciones del 97", Standings(1997), None),
        ("el más goleador del 67", Scorers(1967), None),
        ("campeones de Piura, quítame al Torino", Champions("Piura"), "leaving_out"),
        ("y Tumbes tiene alguno?", Champions("Tumbes"), None),
    ],
)
async def test_first_matches_means_and_other_words(text, query, point, shipped):
    meaning = await read(text, shipped)
    found = meaning.readings[0].point
    assert (meaning.query, found and found.aim) == (query, point)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("how many points were there between first and last in the 1997 table", "11 points: "),
        ("points that separated the champions from the wooden spoon, 96", "10 points: José Gálvez"),
        ("cuántos puntos le sacó el puntero al colero en el 67", "7 puntos: Alfonso Ugarte de Chiclín"),
        ("qué equipos fueron por Piura a la regional del dos mil seis", "2 equipos, en la región I: "),
        ("la fecha inaugural del 97", "Los primeros que tengo:"),
        ("leading marksman of 1996", "⚽ Alejandro Cipriano, with 5 goals"),
        ("the wildest drubbing of 1996", "The biggest win I know: José Gálvez 5–0 León de Huánuco."),
        ("widest margin Melgar ever won by", "Biggest win:"),
    ],
)
async def test_ends_of_tables_and_rounds_and_what_fans_call_them_are_told(text, line, shipped):
    assert (await first_lines(text, shipped, 1))[0].startswith(line)


@pytest.mark.parametrize(
    ("text", "before", "query"),
    [
        ("sus partidos del 96", Champion(2012), Results("utc.cajamarca", 1996)),
        ("show me how they did in 1967", Champion(1971), Results(MELGAR, 1967)),
        ("now their results in 1996", Champion(2012), Results("utc.cajamarca", 1996)),
        ("según sus datos, quién ganó en 1996", Champion(2012), Champion(1996)),
        ("now the runners-up", Seasons(1990, 1999), Seasons(1990, 1999)),
        ("y los segundos de esos años", Seasons(2015, 2018), Seasons(2015, 2018)),
    ],
)
async def test_a_reply_on_matches_of_the_champion_in_another_season_is_on_the_club(
    text, before, query, shipped
):
    assert (await read(text, shipped, previous=Turn(before))).query == query
