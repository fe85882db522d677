"""Two wikis on 127.0.0.1 and a client of both."""

import pytest
import pytest_asyncio

from bot.cli import main
from bot.wiki.client import Wiki
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
    async with Wiki(bases, "me@example.org", sleep=sleep) as client:
        yield client


@pytest.fixture
def copa(environment, english, spanish, capsys):
    """Give the command line with both wikis: exit code, standard output, standard error."""
    environment.setenv("WIKI_CONTACT", "me@example.org")
    environment.setenv("WIKI_EN", english.address)
    environment.setenv("WIKI_ES", spanish.address)

    def run(*arguments):
        capsys.readouterr()
        code = main([str(word) for word in arguments])
        return (code, *capsys.readouterr())

    return run
