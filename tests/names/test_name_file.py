import tomllib

import pytest

from bot.errors import ClubsFileError
from bot.names import read_identities
from tests.five import SEEDS


def _shipped_file():
    return tomllib.loads((SEEDS / "clubs.toml").read_text("utf-8"))


def test_every_club_of_the_shipped_file_is_in_a_shipped_season(shipped):
    keys = {one.key for one in shipped.index.clubs}
    assert sorted(_shipped_file().keys() - keys) == []


def test_every_champion_and_runner_up_of_the_list_has_a_department(shipped):
    assert [club.name for club in shipped.index.clubs if club.listed and club.department is None] == []


def test_every_shipped_name_says_its_source():
    names = [name for facts in read_identities(SEEDS / "clubs.toml").clubs.values() for name in facts.names]
    assert names
    assert [name for name in names if not name.source.startswith("http")] == []


def test_every_shipped_place_says_its_source():
    placed = {key: club for key, club in _shipped_file().items() if club.keys() & {"towns", "department"}}
    assert placed
    assert [key for key, club in placed.items() if not (club.get("sources") or club.get("names"))] == []


def test_a_missing_file_says_nothing(tmp_path):
    assert read_identities(tmp_path / "none.toml").clubs == {}


@pytest.mark.parametrize(
    "text",
    [
        "a = 1",
        "[broken",
        '["k"]\nnick = ["x"]',
        '["k"]\nname = ""',
        '["k"]\ntowns = "Ica"',
        '["k"]\nsources = "s"',
        '["k"]\nnames = ["x"]',
        '[["k".names]]\nfull = ["x"]',
        '[["k".names]]\nsources = ["s"]',
        '[["k".names]]\nfull = [1]\nsources = ["s"]',
        '[["k".names]]\nslang = ["x"]\nsources = ["s"]',
        '[["k".same]]\nname = "x"',
        '[["k".same]]\nname = "x"\nsource = "s"\nseason = "1996"',
        '[["k".same]]\nname = "x"\nsource = "s"\n[["l".same]]\nname = "X"\nsource = "s"',
        f'["{"k" * 41}"]\nname = "x"',
    ],
)
def test_a_faulty_file_is_refused(tmp_path, text):
    path = tmp_path / "clubs.toml"
    path.write_text(text)
    with pytest.raises(ClubsFileError):
        read_identities(path)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "clubs.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ClubsFileError):
        read_identities(path)
