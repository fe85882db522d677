import pytest

from bot.names import NameIndex, Outcome, answer_json, explain, label
from tests.names.clubs import club


def key_of(index, text, **asked):
    found = index.resolve(text, **asked)
    return None if found.club is None else found.club.key


def keys_of(index, text, **asked):
    return {candidate.club.key for candidate in index.resolve(text, **asked).candidates}


def test_a_whole_name_is_exact_and_says_so(seeds):
    found = seeds.resolve("josé gálvez")
    assert found.outcome is Outcome.EXACT
    assert found.candidates[0].why == ("whole name",)
    assert found.candidates[0].score == 100


def test_a_whole_name_is_of_its_club_alone_and_a_likely_one_has_others(seeds):
    assert keys_of(seeds, "Cienciano") == {"cienciano.cusco"}
    assert keys_of(seeds, "Kuzco Cienciano") == {"cienciano.cusco", "cienciano-junior.cusco"}


def test_a_whole_name_with_an_article_behind_a_word_of_questions_is_understood():
    index = NameIndex([club("Historia de Grau", "Ica"), club("Melgar", "Ica")])
    assert key_of(index, "historia de grau") == "historia-de-grau.ica"


def test_a_mistyped_name_is_likely_and_says_what_was_understood(seeds):
    found = seeds.resolve("jose galves")
    assert (found.outcome, found.club.key) == (Outcome.LIKELY, "jose-galvez.ancash")
    assert "sound: galves→galvez" in found.candidates[0].why


def test_a_place_tells_clubs_of_one_name_apart(seeds):
    assert seeds.resolve("santos").outcome is Outcome.SEVERAL
    found = seeds.resolve("santos ica")
    assert found.club.key == "santos.ica"
    assert "place: ica" in found.candidates[0].why


def test_another_place_is_not_passed_over(seeds):
    assert seeds.resolve("Juan Aurich Lima").outcome is Outcome.NONE


def test_common_words_never_decide_alone(seeds):
    for text in ("deportivo", "unión", "municipal", "universitario", "sport", "club deportivo"):
        assert seeds.resolve(text).club is None


@pytest.mark.parametrize("typed", ["Deportivo DA", "Foot Ball C"])
def test_where_another_club_explains_more_but_not_enough_none_is_taken(seeds, typed):
    found = seeds.resolve(typed)
    assert found.outcome is Outcome.NONE
    assert found.candidates


def test_no_more_than_twenty_five_are_offered(seeds):
    assert len(seeds.resolve("deportivo").candidates) == 25


def test_a_club_with_another_kind_of_name_is_not_taken_for_it(seeds):
    assert seeds.resolve("Unión Comercio").outcome is Outcome.NONE


def test_none_offers_the_nearest_names(seeds):
    found = seeds.resolve("Unión Comercio")
    assert "deportivo-comercio.san-martin" in keys_of(seeds, "Unión Comercio")
    assert len(found.candidates) <= 5


def test_a_place_alone_is_no_club_but_offers_those_of_the_place(seeds):
    found = seeds.resolve("arequipa")
    assert found.outcome is Outcome.NONE
    assert {candidate.club.department for candidate in found.candidates} == {"Arequipa"}


def test_two_clubs_in_one_question_give_both(seeds):
    for text in ("utc vs cni", "adt o utc", "melgar cni"):
        found = seeds.resolve(text)
        assert (found.outcome, len(found.candidates)) == (Outcome.SEVERAL, 2)


def test_a_nickname_of_two_clubs_gives_a_choice(seeds):
    assert keys_of(seeds, "los diablos rojos") >= {
        "coronel-bolognesi.tacna",
        "alfonso-ugarte-de-chiclin.la-libertad",
    }
    assert seeds.resolve("los diablos rojos").outcome is Outcome.SEVERAL


@pytest.mark.parametrize(
    "text", ["jose-galvez.ancash", " jose-galvez.ancash ", "José Gálvez · Ancash · 1996"]
)
def test_a_key_and_a_label_are_understood(seeds, text):
    found = seeds.resolve(text)
    assert (found.outcome, found.club.key) == (Outcome.EXACT, "jose-galvez.ancash")


def test_a_label_of_other_seasons_is_understood_too(seeds):
    assert key_of(seeds, "Santos · San Martín · 1999, 2012…") == "santos.san-martin"


def test_the_label_of_a_very_long_name_is_understood():
    long = club("Asociación " + "Recreativa " * 12, "Ica")
    index = NameIndex([long, club("Asociación Recreativa", "Ica")])
    assert key_of(index, label(long)) == long.key


def test_the_season_chooses_among_equals(seeds):
    assert key_of(seeds, "huracan", season=1996) == "atletico-huracan.moquegua"
    assert "season: 1996" in seeds.resolve("huracan", season=1996).candidates[0].why
    assert keys_of(seeds, "huracan", season=2012) == {"huracan-toma.ancash", "sportivo-huracan.arequipa"}


def test_a_season_in_which_none_of_the_equals_was_leaves_the_choice(seeds):
    assert seeds.resolve("huracan", season=2006).outcome is Outcome.SEVERAL


def test_a_club_that_was_not_in_the_season_is_not_swapped_for_one_that_was(seeds):
    found = seeds.resolve("José Gálvez", season=2006)
    assert (found.club.key, found.season) == ("jose-galvez.ancash", 2006)
    assert key_of(seeds, "Mariscal Castilla", season=2006) == "mariscal-castilla.arequipa"
    assert key_of(seeds, "Libertad", season=2012) == "libertad.apurimac"


def test_a_year_typed_with_the_name_is_the_season(seeds):
    found = seeds.resolve("ugarte 2006")
    assert (found.club.key, found.season) == ("alfonso-ugarte-de-tacna.tacna", 2006)


def test_the_season_asked_for_goes_before_a_year_typed(seeds):
    assert seeds.resolve("ugarte 2006", season=1967).club.key == "alfonso-ugarte-de-chiclin.la-libertad"


def test_the_department_chooses_among_equals(seeds):
    assert key_of(seeds, "santos", department="Ica") == "santos.ica"
    assert key_of(seeds, "José Gálvez", department="Ica") == "jose-galvez.ancash"


def test_a_name_of_no_known_place_allows_for_a_town_of_its_department():
    known = club("Atlético Alto", "Ucayali", towns=("Pucallpa",))
    index = NameIndex([known, club("Sport Bajo", "Ucayali"), club("Real Centro", "Lima")])
    assert key_of(index, "sport bajo pucallpa") == "sport-bajo.ucayali"
    assert key_of(index, "real centro pucallpa") is None


def test_rarity_is_learnt_from_the_names():
    names = [club(f"Estrella {word}", word) for word in ("Alfa", "Beta", "Gama", "Delta", "Kappa")]
    index = NameIndex([*names, club("Cometa Omega", "Omega")])
    assert index.resolve("estrella").outcome is Outcome.SEVERAL
    assert key_of(index, "cometa") == "cometa-omega.omega"


def test_an_index_without_clubs_answers_none():
    assert NameIndex([]).resolve("utc").outcome is Outcome.NONE
    assert NameIndex([]).complete("") == []


def test_a_club_is_found_by_its_key_alone(seeds):
    assert seeds.club("utc.cajamarca").name == "UTC"
    assert seeds.club("utc") is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("utc", {"outcome": "one", "names": [["UTC", "Cajamarca"]]}),
        ("santos", {"outcome": "ambiguous", "names": [["Santos", "Ica"], ["Santos", "San Martín"]]}),
        ("Real Madrid", {"outcome": "none", "names": []}),
    ],
)
def test_the_answer_for_programs_has_outcome_and_names(seeds, text, answer):
    assert answer_json(seeds.resolve(text)) == answer


def test_the_explanation_names_outcome_clubs_and_evidence(seeds):
    lines = "\n".join(explain(seeds.resolve("uracan mokegua")))
    assert "likely" in lines
    assert "[atletico-huracan.moquegua]" in lines
    assert "place: mokegua" in lines


@pytest.mark.parametrize("typed", ["La U", "la u", "los u"])
def test_a_letter_is_no_certain_name(seeds, typed):
    found = seeds.resolve(typed)
    assert found.outcome is Outcome.SEVERAL
    assert "u-america.lima" in {candidate.club.key for candidate in found.candidates}


def test_slips_that_add_up_over_all_the_words_make_another_name(seeds):
    assert seeds.resolve("Jorge Chávez").outcome is Outcome.NONE
    assert keys_of(seeds, "Josse Galves") == {"jose-galvez.ancash"}


def test_parts_of_two_names_with_a_conjunction_between_are_both_clubs(seeds):
    assert keys_of(seeds, "mannucci y aurich") == {"carlos-a-mannucci.la-libertad", "juan-aurich.lambayeque"}
    assert seeds.resolve("mannucci y zzzz").club is None


def test_an_abbreviation_of_a_plural_is_one_of_the_singular(seeds):
    assert seeds.resolve("cienciano jrs").candidates[0].club.key == "cienciano-junior.cusco"


def test_kinds_with_the_place_in_an_alias_tell_a_club(seeds):
    assert seeds.resolve("municipal de rodriguez de mendoza").club.key == "deportivo-municipal-rdm.amazonas"


@pytest.mark.parametrize("typed", ["region iv", "Deportivo Pesquero"])
def test_what_is_no_club_is_none(seeds, typed):
    assert seeds.resolve(typed).outcome is Outcome.NONE


@pytest.mark.parametrize("typed", ["blanco", "común", "habla", "europa", "pizza", "secret", "walker"])
def test_a_word_of_everyday_language_is_no_slip_of_a_name(seeds, typed):
    assert seeds.resolve(typed).club is None


def test_beside_a_word_of_a_name_a_word_of_everyday_language_may_be_a_slip(seeds):
    assert seeds.resolve("jun aurich").club.key == "juan-aurich.lambayeque"


def test_the_nearest_names_share_a_whole_word_where_any_do(seeds):
    found = seeds.resolve("Real Madrid")
    assert found.outcome is Outcome.NONE
    assert {candidate.club.key for candidate in found.candidates} == {"real-generacion-aprominc.pasco"}


def test_a_place_alone_is_all_its_clubs_also_if_a_name_of_one_tells_it():
    clubs = [
        club("Torino", "Piura", towns=("Talara",), seasons=()),
        club("IMI", "Piura", towns=("Talara",), nicknames=("IMI de Talara",)),
        club("Melgar", "Arequipa"),
    ]
    index = NameIndex(clubs)
    for text in ("Talara", "equipo de Talara"):
        assert index.resolve(text).outcome is Outcome.SEVERAL
        assert keys_of(index, text) == {"torino.piura", "imi.piura"}
    assert key_of(index, "Talara", season=2001) == "imi.piura"
    assert key_of(index, "IMI de Talara") == key_of(index, "imi talara") == "imi.piura"


def test_a_place_is_not_the_misspelt_name_of_a_club_elsewhere():
    index = NameIndex([club("Unión Huaral", "Lima"), club("Sport Ancash", "Ancash", towns=("Huaraz",))])
    assert index.resolve("Huaraz").club is None
    assert key_of(index, "huarla") == "union-huaral.lima"


def test_an_everyday_word_within_a_nickname_is_no_club():
    index = NameIndex([club("Melgar", "Arequipa", nicknames=("La Furia Azul", "El Papá")), club("A", "Ica")])
    assert index.resolve("azul").club is None
    assert key_of(index, "papá") == key_of(index, "furia azul") == "melgar.arequipa"
