"""Stories around a question: the clause that asks is answered, with what the others tell of it."""

import pytest

from bot.ask import read
from bot.queries.champion import Champion
from bot.queries.matches import Matches
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.versus import Versus

FILLER = (
    "Hacía frío esa noche. Mi tío contaba chistes. Nadie dormía. Comimos pan con queso. Luego llovió mucho. "
)


@pytest.mark.parametrize(
    ("story", "query"),
    [
        (f"¿Quién fue el goleador del 67? {FILLER}{FILLER}{FILLER}Gracias.", Scorers(1967)),
        (f"{FILLER}{FILLER}¿Quién fue el goleador del 67? {FILLER}{FILLER}Gracias.", Scorers(1967)),
        (
            f"{FILLER}Fue cuando el ADT fue campeón por primera vez. Mi hijo dice que en 2021. ¿Qué año fue?",
            TeamProfile("adt.junin"),
        ),
        (
            f"{FILLER}Apostó a que ganaron en 2003. ¿En qué año ganó la copa perú el Sport Ancash? Invito.",
            TeamProfile("sport-ancash.ancash"),
        ),
        (
            f"Me casé el 17 de diciembre de 1997. {FILLER}Fuimos 80 invitados. ¿Qué partido se jugó ese día?",
            Matches(1997, "Playoff", "Final Stage"),
        ),
        (
            f"{FILLER}Cenamos juntos en casa de mi suegra. {FILLER}¿Cuánto quedaron Melgar y Aurich en 1967?",
            Results("melgar.arequipa", 1967, "juan-aurich.lambayeque"),
        ),
        (
            f"{FILLER}Entre Melgar y Aurich juntos no llegan a cinco copas. {FILLER}¿Cuándo ganó el ADA?",
            TeamProfile("ada.cajamarca"),
        ),
        (
            f"Mi hermano es de Gálvez y yo de UTC. {FILLER}En el 96 nos ganaron. ¿Cuánto quedó ese partido?",
            Results("jose-galvez.ancash", 1996, "utc.cajamarca"),
        ),
        (
            f"{FILLER}Mi jefe es de UTC y dice que en el 96 golearon a Bolognesi. como quedo ese partido",
            Results("utc.cajamarca", 1996, "coronel-bolognesi.tacna"),
        ),
        (
            "My gran was a teacher in Talara. She said they were champions the year my uncle died, 1982. "
            "Which club was that?",
            Champion(1982),
        ),
        (
            f"{FILLER}Mi abuela cumple 70 y es de Tarma, del ADT. Quiero los años en que salió campeón. "
            "cuales son",
            TeamProfile("adt.junin"),
        ),
        (
            "We drove to Huaraz, home of Sport Ancash, and to Trujillo for Mannucci. "
            "Which team from Huamachuco played in 2012?",
            Results("universitario-grau.la-libertad", 2012),
        ),
        (
            f"{FILLER}En 2006 hubo dos de Pasco, uno el Universitario de Yanacancha y el otro se me fue. "
            "Alguien sabe?",
            Teams(2006, "Pasco"),
        ),
        (
            f"{FILLER}Mi tía trabajaba con el CNI en 1967. ¿Le ganaron al Melgar?",
            Results("cni.loreto", 1967, "melgar.arequipa"),
        ),
        (
            f"{FILLER}My uncle followed Cienciano in 1967. Did they beat Aurich at least once?",
            Results("cienciano.cusco", 1967, "juan-aurich.lambayeque"),
        ),
        (
            f"{FILLER}Hablaban de upao y aurich en el 97, de un partido mas. quien lo gano",
            Results("deportivo-upao.la-libertad", 1997, "juan-aurich.lambayeque"),
        ),
        (
            f"{FILLER}Leo sobre el 67, Chiclín primero, Espinosa segundo. ¿Y Melgar? ¿En qué puesto quedó?",
            Standings(1967),
        ),
        (
            "hago una revista sobre clubes de fabricas textiles, llevo 90 paginas y nadie me ayuda. "
            "necesito el dato del subcampeon de 1981",
            Champion(1981),
        ),
        (
            f"{FILLER}Apostamos. Digo que en el 67 el Melgar quedó delante del Cienciano, y él no. "
            "quien quedo mas arriba?",
            Standings(1967),
        ),
        (
            "me conto un amigo que en el 2006 hubo equipos de pasco, uno fue el universitario de yanacancha "
            "y otro mas. cual era el otro",
            Teams(2006, "Pasco"),
        ),
        (
            f"{FILLER}Mi jefe dice que ni Aurich ni Pirata. ¿Cómo le fue a UTC en el 96? {FILLER}",
            Results("utc.cajamarca", 1996),
        ),
    ],
)
async def test_the_clause_that_asks_is_answered(story, query, shipped):
    assert (await read(story, shipped)).query == query


@pytest.mark.parametrize(
    ("story", "offered"),
    [
        (
            f"I am from 2001. {FILLER}My brother is from 1998. Who won the Copa Perú in the year I was born?",
            {Champion(2001), Champion(1998)},
        ),
        (
            "Mi equipo es el Melgar pero mi esposa es del Cienciano. ¿Cuántas copas tienen?",
            {TeamProfile("melgar.arequipa"), TeamProfile("cienciano.cusco")},
        ),
        (
            "un taxista me conto que octavio espinoza fue subcampeon el 67, que perdieron solo con chiclin. "
            "con quien empataron",
            {
                Results("octavio-espinosa.ica", 1967),
                Results("alfonso-ugarte-de-chiclin.la-libertad", 1967),
            },
        ),
        (
            "Mi viejo vivia en Ica pero era de Melgar, mi suegra de Cienciano y de nadie mas. "
            "cuantos goles les metio el Octavio Espinosa?",
            {
                Versus("octavio-espinosa.ica", "melgar.arequipa"),
                Versus("octavio-espinosa.ica", "cienciano.cusco"),
            },
        ),
        (
            f"{FILLER}Ya hablé de Los Chankas del 97, ahora me toca el Gigantes del Cenepa. "
            "¿A quiénes les ganaron?",
            {Results("los-chankas.apurimac", 1997), Results("gigantes-del-cenepa.apurimac")},
        ),
        (
            f"{FILLER}Viví en Tumbes, luego cerca del Torino y del Grau. ¿Y quién fue el campeón?",
            {Champion()},
        ),
        (
            "Hoy es mi cumple. Nací el año que ganó Unión Huaral. quién campeonó el año de mi hermano",
            {Champion()},
        ),
        (
            "Mi suegra es hincha de Torino, que tiene mil copas. Pero su hermano jugaba por otro, el IMI, "
            "que subió después. ¿En qué año fueron campeones?",
            {TeamProfile("imi.piura"), TeamProfile("atletico-torino.piura")},
        ),
        (
            f"{FILLER}Mi tío jugó por el Cienciano y mi papá por el Melgar. Uno del 67 ganó mucho. "
            "¿Contra quién perdieron?",
            {Results("melgar.arequipa", 1967), Results("cienciano.cusco", 1967)},
        ),
        (
            "bueno ayer en el bus un señor juraba que el cienciano nunca le gano a nadie y que era mentira "
            "todo en que año gano la copa juan aurich",
            {TeamProfile("juan-aurich.lambayeque")},
        ),
    ],
)
async def test_what_several_clauses_name_is_a_choice(story, offered, shipped):
    understood = await read(story, shipped)
    assert understood.outcome == "ask"
    assert {reading.query for reading in understood.readings} == offered
