import pytest

from bot.names import NameIndex
from tests.names.clubs import seed_clubs


@pytest.fixture(scope="session")
def seeds() -> NameIndex:
    """The names of the seasons and aliases in `seeds/`."""
    return NameIndex(seed_clubs())
