"""Two wikis on 127.0.0.1 and a client of both."""

import pytest
import pytest_asyncio

from bot.wiki import Contact, Wiki
from tests.wiki.stand_in import stand_in


@pytest.fixture
def english():
    """Give the stand-in for the English wiki, without pages."""
    with stand_in() as wiki:
        yield wiki


@pytest.fixture
def spanish():
    """Give the stand-in for the Spanish wiki, without pages."""
    with stand_in() as wiki:
        yield wiki


@pytest.fixture
def waited():
    """Give the seconds that the client was to wait, which it did not wait."""
    return []


@pytest_asyncio.fixture
async def wiki(english, spanish, waited):
    """Give a client of both wikis."""

    async def sleep(seconds):
        waited.append(seconds)

    bases = {"en": english.address, "es": spanish.address}
    async with Wiki(bases, Contact("me@example.org", "1.2.3"), sleep=sleep) as client:
        yield client
