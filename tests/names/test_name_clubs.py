from bot.model import ClubName
from bot.names import Identities, clubs_of, read_identities
from tests.names.clubs import entry


def test_one_name_in_one_department_is_one_club_over_the_seasons():
    clubs = clubs_of(
        [(1996, entry("José Gálvez", "Ancash", "Chimbote")), (2001, entry("JOSE GALVEZ", "Áncash"))],
        Identities(),
    )
    assert [one.key for one in clubs] == ["jose-galvez.ancash"]
    assert clubs[0].seasons == (1996, 2001)
    assert clubs[0].towns == ("Chimbote",)


def test_one_name_in_two_departments_is_two_clubs():
    clubs = clubs_of([(2012, entry("Santos", "Ica")), (2012, entry("Santos", "San Martín"))], Identities())
    assert [one.key for one in clubs] == ["santos.ica", "santos.san-martin"]


def test_the_spelling_shown_is_the_most_used_then_the_latest():
    spellings = [(1, "U.T.C."), (2, "UTC"), (3, "UTC"), (4, "Utc")]
    (one,) = clubs_of([(season, entry(team, "Cajamarca")) for season, team in spellings], Identities())
    assert one.name == "UTC"
    assert {name.text for name in one.names} == {"U.T.C.", "UTC", "Utc"}
    (other,) = clubs_of([(1, entry("A.B.", "C")), (2, entry("AB", "C"))], Identities())
    assert other.name == "AB"


def test_a_place_that_repeats_the_department_is_no_town():
    (one,) = clubs_of([(1, entry("Aurora", "Arequipa", "Arequipa"))], Identities())
    assert one.towns == ()


def test_a_club_spelled_otherwise_is_joined_where_the_file_says_so(tmp_path):
    path = tmp_path / "clubs.toml"
    path.write_text(
        '["grau.piura"]\nname = "Atlético Grau"\n'
        '[["grau.piura".same]]\nname = "Grau"\ndepartment = "Piura"\nsource = "s"\n'
        '[["grau.piura".same]]\nname = "Atlético Grau"\ndepartment = "Piura"\nseason = 1997\nsource = "s"\n'
    )
    entries = [(1996, entry("Grau", "Piura")), (1997, entry("Atlético Grau", "Piura"))]
    clubs = clubs_of([*entries, (1998, entry("Atlético Grau", "Piura"))], read_identities(path))
    assert [(one.key, one.seasons) for one in clubs] == [
        ("atletico-grau.piura", (1998,)),
        ("grau.piura", (1996, 1997)),
    ]
    assert clubs[1].name == "Atlético Grau"


def test_further_names_join_the_club_of_their_key_alone():
    extra = [
        ("aurora.arequipa", ClubName("Los Tigres", "moderator", "somebody")),
        ("nobody.x", ClubName("N", "full", "s")),
    ]
    (one,) = clubs_of([(2012, entry("Aurora", "Arequipa"))], Identities(), extra)
    assert [name.text for name in one.names] == ["Aurora", "Los Tigres"]
