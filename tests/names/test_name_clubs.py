from tests.names.clubs import clubs_of_documents


async def test_one_name_in_one_department_is_one_club_over_the_seasons(tmp_path):
    clubs = await clubs_of_documents(
        tmp_path,
        {1996: [("Ancash", "José Gálvez", "Chimbote")], 2001: [("Áncash", "JOSE GALVEZ", "Chimbote")]},
    )
    assert [one.key for one in clubs] == ["jose-galvez.ancash"]
    assert clubs[0].seasons == (1996, 2001)
    assert clubs[0].towns == ("Chimbote",)


async def test_one_name_in_two_departments_is_two_clubs(tmp_path):
    clubs = await clubs_of_documents(
        tmp_path, {2012: [("Ica", "Santos", "Nazca"), ("San Martín", "Santos", "Tarapoto")]}
    )
    assert [one.key for one in clubs] == ["santos.ica", "santos.san-martin"]


async def test_the_spelling_shown_is_the_latest(tmp_path):
    spellings = {2001: "U.T.C.", 2002: "UTC", 2003: "UTC", 2004: "Utc"}
    seasons = {season: [("Cajamarca", team, "Cajamarca")] for season, team in spellings.items()}
    (one,) = await clubs_of_documents(tmp_path, seasons)
    assert one.name == "Utc"
    assert {name.text for name in one.names} == {"U.T.C.", "UTC", "Utc"}


async def test_a_place_that_repeats_the_department_is_no_town(tmp_path):
    (one,) = await clubs_of_documents(tmp_path, {1996: [("Arequipa", "Aurora", "Arequipa")]})
    assert one.towns == ()


async def test_a_club_spelled_otherwise_is_joined_where_the_file_says_so(tmp_path):
    clubs_toml = (
        '["grau.piura"]\nname = "Atlético Grau"\n'
        '[["grau.piura".same]]\nname = "Grau"\ndepartment = "Piura"\nsource = "s"\n'
        '[["grau.piura".same]]\nname = "Atlético Grau"\ndepartment = "Piura"\nseason = 1997\nsource = "s"\n'
    )
    spellings = {1996: "Grau", 1997: "Atlético Grau", 1998: "Atlético Grau"}
    seasons = {season: [("Piura", team, "Piura")] for season, team in spellings.items()}
    clubs = await clubs_of_documents(tmp_path, seasons, clubs_toml)
    assert [(one.key, one.seasons) for one in clubs] == [
        ("atletico-grau.piura", (1998,)),
        ("grau.piura", (1996, 1997)),
    ]
    assert clubs[1].name == "Atlético Grau"


async def test_a_club_keeps_its_names_when_a_document_tells_its_department(tmp_path):
    clubs_toml = (
        '["union-huaral.x"]\ndepartment = "Lima"\ntowns = ["Huaral"]\nsources = ["s"]\n'
        '[["union-huaral.x".names]]\nnickname = ["El Pelícano"]\nsources = ["s"]\n'
    )
    (placed,) = await clubs_of_documents(tmp_path, {2013: [("Lima", "Unión Huaral", "Huaral")]}, clubs_toml)
    assert (placed.key, placed.towns) == ("union-huaral.lima", ("Huaral",))
    assert "El Pelícano" in {name.text for name in placed.names}
