"""Questions in words that are said less often, and the first line of their answers."""

import pytest

from bot.ask import read
from bot.queries.records import Records
from tests.ask.test_honours import first_lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        # the first and last match of all
        ("con qué encuentro se abrió la fase final del 67", "Los primeros que tengo:"),
        ("which game brought down the final curtain in 1996", "The last ones that I know:"),
        ("closing match of the 1967 finals", "The last ones that I know:"),
        ("qué cotejo fue el primero de la liguilla del 96", "Los primeros que tengo:"),
        ("UPAO kicked off against whom in 1997", "The first one that I know:"),
        # numbers
        ("goles por cotejo en el 96", "3.67 goles por partido."),
        ("on average, how many goals were in each match of 1997", "2.94 goals per match."),
        ("cuántos cotejos hubo en la tercera fecha del 67", "3 partidos."),
        ("Los Chankas' goals against in 97", "Los Chankas (Apurímac): 5 goals conceded."),
        ("a CNI cuántas se las metieron en el 67", "CNI (Loreto): 17 goles en contra."),
        ("gol average de Melgar en el 67", "Melgar (Arequipa): diferencia de goles +7."),
        ("a two-one win in 1996, which matches", "2 matches ended 2–1."),
        # a club's matches in a stage that holds all of them
        ("el triunfo más holgado de UPAO en la liguilla", "Mayor goleada a favor:"),
        ("¿quedó invicto Melgar en la fase final del 67?", "Melgar perdió con Alfonso Ugarte de Chiclín y"),
        ("who shared the spoils with Bolognesi in 1996", "Coronel Bolognesi drew with José Gálvez."),
        ("UTC in the second round of 1996, final score?", "Second round: 1 match."),
        ("derrotas de Cienciano en mayo del 67", "Cienciano perdió con Juan Aurich,"),
        ("how many goals did Melgar score in May?", "Melgar (Arequipa): 10 goals."),
        ("¿hubo más de dos empates en la fase final del 67?", "3 empates."),
        ("cuántos goles más hizo Hidro que CNI en la tabla del 97", "Cultural Hidro y CNI en 1997:"),
        # rankings
        ("departamentos con una sola corona", "5 con exactamente 1 título:"),
        ("quién cayó más veces en la fase final del 96", "Más derrotas: León de Huánuco, con 4 derrotas."),
        ("el club más empatador del 96", "Más empates:"),
        ("qué equipo ha jugado en más copas", "Más ediciones jugadas:"),
        ("which corner of the country has won the most titles", "Most titles: La Libertad, with 9 titles."),
        ("qué parte del país tiene más copas", "Más títulos: La Libertad, con 9 títulos."),
        ("departamentos con un solo representante en 1967", "18 con exactamente 1 equipo:"),
        ("segunda consagración de Piura", "Segundo título: 1972, Atlético Grau (Piura)."),
        # lists of winners and editions
        ("clubes de Tacna que figuran en el palmarés", "🏆 3 títulos para clubes de Tacna."),
        ("sides from Piura on the honours list", "🏆 8 titles for clubs from Piura."),
        ("what years was the tournament scrapped", "6 editions were not held:"),
        ("ediciones con el título vacante", "7 ediciones se quedaron sin campeón:"),
        ("qué departamentos no conocen lo que es campeonar", "9 departamentos sin título que yo sepa:"),
        ("where did the 2012 winners hail from", "UTC is from Cajamarca."),
        ("Melgar's maiden title", "First title: 1971."),
        ("ADT vs UTC, trophies", "ADT and UTC in all editions that I know:"),
        ("whose cabinet is fuller, Melgar or UTC?", "Melgar and UTC in all editions that I know:"),
        ("h2h record of UTC and CNI", "UTC beat CNI 3–2 in the only match I know."),
        ("in what order did they finish in 1967", "🏆 Alfonso Ugarte de Chiclín finished first"),
        ("what went on in the 1974 edition", "🚫 The final of the 1974 Copa Perú was not played."),
    ],
)
async def test_questions_in_other_words_are_told(text, line, shipped):
    assert (await first_lines(text, shipped))[0].startswith(line)


@pytest.mark.parametrize(
    "text",
    [
        "qué partido se suspendió en 1967",
        "all the champions, but leave out the eighties",
        "sácame los 80 de la lista de campeones",
        "cuántos goles más hizo UPAO que Aurich en la tabla del 97",
        "antes de levantarla en el 81, ¿UTC la había ganado?",
        "quién abrió la cuenta en la liguilla del 96",
        "ganadores por década",
        "champions by decade",
        "campeones que empiezan con la letra A",
    ],
)
async def test_matches_that_were_not_played_and_years_left_out_are_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome == "ask"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("el partido con la mayor diferencia de goles en el 97", Records(1997)),
        ("match with the biggest goal difference in 1996", Records(1996)),
        ("máxima victoria del 97", Records(1997)),
    ],
)
async def test_the_widest_margin_of_a_match_is_a_record(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    "text",
    ["la paliza más grande que recibió CNI", "mejor victoria de Melgar", "la derrota más fea de Cienciano"],
)
async def test_the_biggest_win_or_loss_of_a_club_is_shown(text, shipped):
    understood = await read(text, shipped)
    assert (understood.outcome, understood.readings[0].point.aim) == ("query", "biggest")


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("último enfrentamiento entre Melgar y Cienciano", "last"),
        ("last meeting between Aurich and CNI", "last"),
        ("primer duelo entre UTC y Gálvez", "first"),
    ],
)
async def test_the_first_or_last_time_that_two_clubs_met_is_shown(text, aim, shipped):
    understood = await read(text, shipped)
    assert (understood.outcome, understood.readings[0].point.aim) == ("query", aim)


async def test_points_of_the_second_are_in_the_table(shipped):
    assert "7 puntos" in (await first_lines("cuántos puntos sacó el segundo en el 67", shipped))[0]
