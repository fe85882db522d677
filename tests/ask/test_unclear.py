"""What a question leaves open: answered where the rest says it, asked back where nothing does."""

import pytest

from bot.ask import read
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.interpretation import Reason
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

CNI, TORINO, UTC = "cni.loreto", "atletico-torino.piura", "utc.cajamarca"
GALVEZ, CIENCIANO = "jose-galvez.ancash", "cienciano.cusco"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        # a number that the question itself names is what it asks about
        ("torino tiene cinco copas o son seis?", TeamProfile(TORINO)),
        ("did CNI lose four games in 1997?", Results(CNI, 1997)),
        # the club of the clause before, or the subject in the question itself
        ("dicen que binacional nunca había ganado. sí ganó la copa o no?", TeamProfile("binacional.puno")),
        ("loreto ha ganado alguna vez? los charapas digo", Champions(department="Loreto")),
        # those who beat a club, and those whom it beat
        ("which opponents beat Melgar in 1967", Results("melgar.arequipa", 1967)),
        ("qué rivales vencieron a Cienciano en el 67", Results("cienciano.cusco", 1967)),
        # clubs beside a dash are no two clauses
        ("cómo terminó Melgar - CNI en 1967", Results("melgar.arequipa", 1967, CNI)),
        # who played a stage stands in its table
        ("quiénes jugaron la ronda final del 97", Standings(1997)),
        ("which teams were in the 1967 final stage", Standings(1967, "final stage")),
        # a place, not a club
        ("a dónde fueron más copas", Ranking("titles", "department")),
        ("where did most trophies go in the 2000s", Ranking("titles", "department", since=2000, until=2009)),
        ("de las ediciones con partidos, cuál fue la más goleadora", Ranking("goals", "edition")),
        # what nobody has done, in other words than "won"
        ("qué departamentos no han sacado un campeón", Champions()),
        ("depas que jamás han dado un campeón, cuáles son", Champions()),
        ("no han dicho quién ganó en 1996", Champion(1996)),
        ("years without a Copa Perú", Seasons()),
        ("how many separate clubs have lifted this cup", Ranking("titles", "club")),
        ("who took the edition right before Unión Comercio's", Champion(2009)),
        ("goles x partido en el 67", SeasonOverview(1967)),
        ("who finished as top scorer in 1967", Scorers(1967)),
        # a title, as no match is named
        ("did Sport Rosario win it?", TeamProfile("sport-rosario.ancash")),
        ("binacional nunca ha ganado?", TeamProfile("binacional.puno")),
        ("which department has won it most", Ranking("titles", "department")),
        # scores in words
        ("any goalless matches in 1996?", Matches(1996)),
        ("quién le hizo siete a cero a cni", Results(CNI)),
        # two letters that were swapped
        ("how mnay titles does torino hvae", TeamProfile(TORINO)),
        ("goleadro del 1967", Scorers(1967)),
        ("score of melgar agianst cni", Versus("melgar.arequipa", CNI)),
        # a letter that was left out
        ("quines furon campeones en 1980", Champion(1980)),
        ("wich tem won in 1996", Champion(1996)),
        ("how mny goals did melgar score in 1967", Results("melgar.arequipa", 1967)),
        ("cmo quedo la tabla dl 96", Standings(1996)),
        # a club that is in the list of editions alone, and whose name is near to another's
        ("en q año campeonó la loretna", TeamProfile("la-loretana.ucayali")),
        # dictated signs, and a decade
        ("campeón de mil novecientos ochenta y uno signo de interrogación", Champion(1981)),
        ("desde qué año existe la copa perú", SeasonOverview(1967)),
        ("campeones de los dos mil", Seasons(since=2000, until=2009)),
        ("campeones de la livertad", Champions(department="La Libertad")),
        ("soy de talara, resultados de mi torino", Results(TORINO)),
        ("el goleador no, el campeón del 96", Champion(1996)),
        ("nada de tablas, campeón del 96", Champion(1996)),
        ("resultados del aurih de chiclayo", Results("juan-aurich.lambayeque")),
        ("los 3 clubes con más copas", Ranking("titles", "club", top=3)),
        ("top 5 departments by titles", Ranking("titles", "department", top=5)),
        ("who won in 1996? can anybody help?", Champion(1996)),
        ("los campeones más recientes", Champion()),
        ("mi equipo es el real quilmes. quién ganó en el 96?", Champion(1996)),
        ("soy hincha de melgar. quién ganó en el 67?", Champion(1967)),
        ("my team is UTC. who won in 1996?", Champion(1996)),
        ("who won the two editions before 2020", Seasons(since=2018, until=2019)),
        ("quién ganó las dos ediciones antes de 2020", Seasons(since=2018, until=2019)),
        ("how many points did the champion of 1997 have", Standings(1997)),
        ("i bet my brother a shirt that Grau won in 72, did they", Champion(1972)),
        ("my team UTC in 1996", Results(UTC, 1996)),
        # the champion of one season in another
        ("did the champions of 97 play in 67?", Results("juan-aurich.lambayeque", 1967)),
        ("In 1967, how did the 1997 champions do?", Results("juan-aurich.lambayeque", 1967)),
        ("dónde quedó el campeón de 1981 en 1996", Standings(1996)),
        # a number before what it counts
        ("more than two titles, which clubs", Ranking("titles", "club", top=1)),
        ("how many years since Melgar won", TeamProfile("melgar.arequipa")),
        ("unbeaten in 1996?", Ranking("lost", "club", "fewest", 1996)),
        ("all-time leader in points", Ranking("points", "club")),
    ],
)
async def test_what_the_rest_of_the_words_says_is_answered(text, query, shipped):
    assert (await read(text, shipped)).query == query


async def test_a_letter_alone_is_no_club(shipped):
    assert (await read("bot de m..., a ver responde quién ganó el 72", shipped)).query == Champion(1972)
    assert (await read("qué clubes de Arequipa sacaron la W", shipped)).outcome == "ask"


@pytest.mark.parametrize(
    ("text", "club"),
    [
        ("mi equipo es el real quilmes, cómo le fue en el 96?", "real quilmes"),
        ("my team is sporting quilmes, how did they do in 1997?", "sporting quilmes"),
    ],
)
async def test_a_club_that_nobody_knows_is_not_passed_over(text, club, shipped):
    understood = await read(text, shipped)
    assert understood.outcome == "ask"
    assert understood.strange == (club,)


@pytest.mark.parametrize(
    "text",
    ["campeón del 96 y goleador del 67", "champion of 1996 and the top scorer of 1967"],
)
async def test_two_questions_that_and_joins_are_both_answered(text, shipped):
    understood = await read(text, shipped)
    assert understood.query == Champion(1996)
    assert [reading.query for reading in understood.also] == [Scorers(1967)]


async def test_a_common_word_beside_a_nickname_is_no_club_of_its_own(shipped):
    understood = await read("resultados de deportivo pesquero", shipped)
    assert understood.outcome == "cannot"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("who came second?", Champion()),
        ("sí ganó o no?", Champion()),
        ("ganó el utc?", TeamProfile(UTC)),
        ("ganó el utc?", Results(UTC)),
        ("how many goals did Daniel Ruiz score in 1996?", Scorers(1967)),
        ("quién ganó en 1997 si no fue upao", Champion(1997)),
        ("los de la liguilla del 97 menos el campeón", Matches(1997, stage="liguilla")),
        ("quién no pudo ganarle a galvez en el 96", Results("jose-galvez.ancash", 1996)),
        ("cuántos equipos quedaron fuera en el 2006", Teams(2006)),
        (
            "ni melgar ni cienciano ganaron el 67, quién entonces",
            Results("melgar.arequipa", 1967, "cienciano.cusco"),
        ),
        ("how many home wins did Melgar have", Results("melgar.arequipa")),
        ("biggest away win of 1996", Records(1996)),
        ("did my team win?", Champion()),
        ("matches that Melgar won by more than 2 goals", Results("melgar.arequipa")),
        ("who scored more than 10 goals in 1967", Scorers(1967)),
        ("were Deportivo Garcilaso ever in it before they won", TeamProfile("deportivo-garcilaso.cusco")),
        ("the year aurich won, who was top scorer", Scorers()),
        ("cni away results 97", Results("cni.loreto", 1997)),
        ("cómo le fue a melgar de local en 1967", Results("melgar.arequipa", 1967)),
        ("qué equipo la malogró en el 97", Teams(1997)),
        # a "never" that denies the second places, a first title that is a club's own
        ("qué equipos nunca quedaron segundos pero ganaron", Champion()),
        ("qué club ganó su primer título en los 90", Champion(1993)),
        # a city, a player and a name of several clubs are no answers of clubs
        ("qué ciudad tiene más títulos", Ranking("titles", "club")),
        ("qué jugador metió el gol de la final del 97", Matches(1997, "final")),
        ("cuántos equipos con ese nombre hay", Teams()),
        ("qué equipo no perdió en casa", Ranking("lost", "club", "fewest")),
        ("melgar ganó antes del 80?", Results("melgar.arequipa", until=1979)),
        ("melgar ganó antes del 80?", Champions(team="melgar.arequipa", until=1979)),
        # what was left out, and departments without a team
        ("qué equipos de arequipa jugaron en 1967 pero no en 2012", Teams(1967, "Arequipa")),
        ("qué departamento no tuvo equipo en 1967", Teams(1967)),
        ("qué equipo fue campeón y subcampeón", Champions()),
        # the last champions of a department are not those of the last editions
        ("los dos últimos campeones de piura", Champions(department="Piura")),
        # some years, nobody knows which
        ("who won most titles recently", Ranking("titles", "club")),
        ("en la época antigua qué club fue el más ganador", Ranking("titles", "club")),
        ("in the early years which department won most", Ranking("titles", "department")),
        # whose last one?
        ("cuándo ganó la última", Champion()),
        ("when did they win the last one", Champion()),
        # an everyday word may tell when
        ("quién fue campeón en la pandemia", Champion()),
        ("who won during the war", Champion()),
        # "the jungle" is no club although a nickname ends with it
        ("campeones de la selva", Champions()),
        ("el primer campeón de la selva", Champion(1967)),
    ],
)
async def test_what_nothing_says_is_asked_back(text, offered, shipped):
    understood = await read(text, shipped)
    assert understood.outcome == "ask"
    assert offered in [reading.query for reading in understood.readings]


async def test_words_that_are_not_understood_are_told_once(shipped):
    understood = await read("the gap and the most goals conceded in 1996", shipped)
    assert len(understood.strange) > 1
    answer = await asked(understood, shipped, language("en", markup=False))
    assert "“the most goals conceded”" in body(answer.reply)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        # quotation marks round a name part nothing
        ('"Unión Ocopilla" de Huancayo en el 67', Results("union-ocopilla.junin", 1967)),
        ("cuántos títulos tiene «José Gálvez» de Chimbote", TeamProfile("jose-galvez.ancash")),
        # a number that says how many to name
        ("dime 3 campeones de ancash", Champions(department="Ancash")),
        ("nómbrame dos clubes que jugaron en 1996", Teams(1996)),
        ("dame 2 subcampeones de arequipa", Ranking("runner_up", "club", department="Arequipa")),
        ("top 3 de departamentos", Ranking("titles", "department", top=3)),
        # when a club of a department won
        ("en qué años ganó un equipo de arequipa", Champions(department="Arequipa")),
        ("cuándo ganó un club de Piura", Champions(department="Piura")),
        ("el equipo de moquegua que salió campeón cómo se llama", Champions(department="Moquegua")),
        ("cómo se llama el campeón del 96", Champion(1996)),
        # months, ends of a table, comparisons
        ("matches of CNI in May 1967", Results("cni.loreto", 1967)),
        ("my uncle saw CNI get hammered in may 67, what was the score", Results("cni.loreto", 1967)),
        ("top 3 in 1967", Standings(1967)),
        (
            "how many more titles does Torino have than Melgar",
            Versus("atletico-torino.piura", "melgar.arequipa"),
        ),
        # lost finals
        ("contra quién perdió la final alianza atlético en los ochenta", Champion(1984)),
        ("por qué no hubo final en 1974", SeasonOverview(1974)),
        ("cuál fue el último equipo de la libertad que ganó", Champions(department="La Libertad")),
        ("primer equipo de tacna en ganar", Champions(department="Tacna")),
        ("primer subcampeón de la historia", Champion(1967)),
        # of each of them
        ("cuántos goles metió cada equipo en el 67", Ranking("goals", "club", season=1967)),
        ("how many titles does each club have", Ranking("titles", "club")),
        # "won" is about titles where nothing speaks of matches
        ("en los 80 qué departamento ganó más", Ranking("titles", "department", since=1980, until=1989)),
        ("entre 1990 y 2010 quién ganó más veces", Ranking("titles", "club", since=1990, until=2010)),
        ("los últimos 3 subcampeones", Seasons(2022, 2024)),
        ("quién hizo menos goles en el 97", Ranking("goals", "club", "fewest", 1997)),
        # what else a story says: an exclamation, another fact, who is right
        ("Qué lindo recuerdo el de 1967. ¿En qué puesto quedó Melgar al final?", Standings(1967)),
        ("En 1967 Melgar ganó 8-0. ¿En qué puesto quedó Melgar?", Standings(1967)),
        ("Estuve en la final de 1997. ¿Quién tiene más títulos?", Ranking("titles", "club")),
        ("mi tío dice que torino tiene 6 copas y yo que 5, quién tiene razón", TeamProfile(TORINO)),
    ],
)
async def test_what_is_said_in_other_words_is_answered(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    "text", ["alianza lima ganó alguna vez?", "cuántos títulos tiene sport boys de lima"]
)
async def test_a_club_named_with_a_department_is_no_question_on_the_department(text, shipped):
    understood = await read(text, shipped)
    assert (understood.outcome, understood.reason) == ("cannot", Reason.UNKNOWN_CLUB)


@pytest.mark.parametrize("text", ["el primer y el último campeón", "first and last champion"])
async def test_the_first_and_the_last_champion_are_both_told(text, shipped):
    understood = await read(text, shipped)
    first, last = understood.readings[0].query, understood.also[0].query
    assert (first, last) == (Champion(min(shipped.editions)), Champion(max(shipped.editions)))


async def test_how_many_times_some_club_won_is_asked_of_whom(shipped):
    assert (await read("¿Cuántas veces salieron campeones?", shipped)).outcome != "query"


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("gálvez 1996 cuánto sumaría con tres puntos", {Results(GALVEZ, 1996), TeamProfile(GALVEZ)}),
        ("melgar y cienciano, ¿vestían igual en 1967?", {Versus("melgar.arequipa", CIENCIANO)}),
        ("tacna 1996 gentilicio", {Teams(1996, "Tacna"), Champions("Tacna")}),
        ("tabla con otra regla", {Standings()}),
    ],
)
async def test_what_is_not_understood_is_asked_back_with_the_answers_on_what_it_names(text, pages, shipped):
    understood = await read(text, shipped)
    assert understood.outcome == "ask"
    shown = (await asked(understood, shipped, language("es"))).reply.links
    assert pages <= {link.query for link in shown}
    assert len(shown) <= 5


async def test_of_a_reply_that_is_not_understood_the_answers_on_its_club_and_season_are_offered(shipped):
    understood = await read("¿y por qué tan pocos?", shipped, previous=Results(GALVEZ, 1996))
    assert understood.outcome == "ask"
    assert understood.examples[:2] == (Results(GALVEZ, 1996), TeamProfile(GALVEZ))
    assert Standings(1996) in understood.examples


@pytest.mark.parametrize(
    "text",
    ["when did the teams of Ica qualify in 2012", "cuándo fueron los equipos de Ica en 2012"],
)
async def test_what_an_answer_would_pass_over_is_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome != "query"


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Torino es el rey de copas, so how many did they win?", TeamProfile(TORINO)),
        ("cuántos partidos ganó el Torino", Results(TORINO)),
        ("cuántos ganó Gálvez en 1996", Results(GALVEZ, 1996)),
    ],
)
async def test_how_many_a_club_without_known_matches_won_is_about_titles(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize("text", ["when is the next final", "cuándo es la próxima final"])
async def test_a_final_to_come_is_not_known(text, shipped):
    assert (await read(text, shipped)).reason is Reason.FUTURE


@pytest.mark.parametrize("text", ["how many editions have been played", "cuántos años tiene la copa perú"])
async def test_how_many_editions_there_were_is_told_with_the_editions(text, shipped):
    assert (await read(text, shipped)).query == Seasons()


@pytest.mark.parametrize(
    "text",
    [
        "quién ganó la copa estando en tercera",
        "who won it while the stadium was being built",
    ],
)
async def test_words_that_may_tell_when_are_asked_about_before_the_latest_edition_is_meant(text, shipped):
    understood = await read(text, shipped)
    assert understood.outcome != "query"


@pytest.mark.parametrize(
    "text", ["un 30 de noviembre como hoy del 97, q se jugó??", "un 30 de octubre del 97"]
)
async def test_a_date_in_another_month_is_no_club_named_after_a_day(text, shipped):
    understood = await read(text, shipped)
    assert "30-de-agosto" not in str(understood.readings)


@pytest.mark.parametrize(
    "text", ["teams that lost every match in a final stage", "quién perdió todos los partidos del 97"]
)
async def test_who_won_or_lost_all_is_not_answered_with_who_did_so_most(text, shipped):
    understood = await read(text, shipped)
    assert understood.outcome == "ask"


async def test_two_editions_joined_by_and_are_no_two_questions(shipped):
    understood = await read("which of the champions of 1996 and 1997 scored more", shipped)
    assert understood.outcome == "ask"


async def test_the_other_of_two_that_won_is_no_club_from_the_place_of_the_first(shipped):
    understood = await read(
        "en el 96 UTC perdió con dos clubes, el uno fue Gálvez, cuál fue el otro", shipped
    )
    assert understood.outcome == "ask"


async def test_two_teams_told_by_their_departments_are_not_ranked_by_one(shipped):
    understood = await read(
        "who took more points in 1996, the team from Tacna or the one from Apurímac", shipped
    )
    assert understood.outcome == "ask" or understood.query == Ranking("points", "club", season=1996)


@pytest.mark.parametrize(
    "text",
    [
        "who scored for Melgar in 1967",
        "quién metió los goles de Gálvez en el 96",
        "quién anotó contra CNI en 1997",
        "quién metió el gol del título en el 97",
    ],
)
async def test_that_sources_do_not_name_who_scored_is_said(text, shipped):
    understanding = await read(text, shipped)
    assert understanding.reason is Reason.WHO_SCORED
    answer = await asked(understanding, shipped, language("es"))
    assert "Mis fuentes nombran al goleador de una edición, no quién anotó en cada partido." in body(
        answer.reply
    )
    assert Scorers(int(f"19{text[-2:]}")) in [link.query for link in answer.reply.links]


@pytest.mark.parametrize(
    "text",
    [
        "partidos de la segunda semana de diciembre del 97",
        "matches of late January 1997",
        "cuántas veces jugó Melgar la fase final",
    ],
)
async def test_parts_of_a_month_and_how_often_a_stage_was_played_are_asked_back(text, shipped):
    assert (await read(text, shipped)).outcome == "ask"


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("which opponents beat Melgar in 1967", "lost"),
        ("which rivals did Melgar beat in 1967", "won"),
        ("qué rivales vencieron a Cienciano en el 67", "lost"),
        ("ante quién cayó el Aurich en el 97", "lost"),
    ],
)
async def test_who_beat_whom_is_told_by_the_order_of_the_words(text, aim, shipped):
    [reading, *_] = (await read(text, shipped)).readings
    assert reading.point is not None
    assert reading.point.aim == aim


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cuánto le metió Melgar a CNI en el 67", "Melgar (Arequipa): 8 goles."),
        ("cuántos le hizo el Aurich a CNI en el 97", "Juan Aurich (Lambayeque): 7 goles."),
        ("fecha 5 del 96 goles", "15 goles en los 3 partidos que conozco."),
    ],
)
async def test_what_a_club_put_past_another_are_goals(text, first, shipped):
    answer = await asked(await read(text, shipped), shipped, language("es", markup=False))
    assert answer.reply.lead[0] == first
