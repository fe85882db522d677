"""Moderation over a folder of made seasons, without Discord."""

import secrets
from pathlib import Path

import pytest

from bot.moderation import Moderation, Who
from tests.moderation.made import folder_of
from tests.postgres import Server, postgres

__all__ = ["postgres"]

ANA = Who("1", "ana")


@pytest.fixture
def seasons(tmp_path: Path) -> Path:
    """Give a folder with the documents of 2001 and 2002."""
    return folder_of(tmp_path / "seasons", 2001, 2002)


@pytest.fixture
def database(postgres: Server) -> str:
    """Give the address of an empty database."""
    return postgres.create(f"copa_{secrets.token_hex(4)}")


@pytest.fixture
def moderation(tmp_path: Path, seasons: Path) -> Moderation:
    """Give the moderation of that folder; nothing is loaded yet."""
    return Moderation(seasons, tmp_path / "data" / "cache.sqlite3", tmp_path / "data")
