"""The bot's settings: the only reader of the environment."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError

_SNOWFLAKE_BITS = 64
_LONGEST_URL = 512


@dataclass(frozen=True, slots=True)
class Settings:
    """Values of the environment, checked; the token never shows in a representation."""

    token: str | None = field(repr=False)
    seasons_dir: Path
    cache_path: Path
    data_dir: Path
    seasons_watch: bool
    mod_guild_id: int | None
    mod_role_ids: frozenset[int]
    log_level: int
    report_url: str | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read and check the settings; raises SettingsError naming the first wrong value."""
        cache_path = _path(environ, "CACHE_PATH", Path("data/cache.sqlite3"))
        if cache_path.is_dir():
            raise SettingsError("CACHE_PATH", f"{cache_path} is a folder; name the file to write")
        return cls(
            token=_token(environ),
            seasons_dir=_folder(environ, "SEASONS_DIR", Path("seeds")),
            cache_path=cache_path,
            data_dir=_path(environ, "DATA_DIR", cache_path.parent),
            seasons_watch=_switch(environ, "SEASONS_WATCH"),
            mod_guild_id=_snowflake(environ, "MOD_GUILD_ID"),
            mod_role_ids=_snowflakes(environ, "MOD_ROLE_IDS"),
            log_level=_log_level(environ),
            report_url=_url(environ, "REPORT_URL"),
        )


def _text(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _token(environ: Mapping[str, str]) -> str | None:
    token = _text(environ, "DISCORD_TOKEN")
    if any(c.isspace() for c in token):
        raise SettingsError("DISCORD_TOKEN", "has a space or line break inside; copy the token alone")
    return token or None


def _path(environ: Mapping[str, str], name: str, default: Path) -> Path:
    text = _text(environ, name)
    if "\0" in text:
        raise SettingsError(name, "is not a path")
    return Path(text).expanduser() if text else default


def _folder(environ: Mapping[str, str], name: str, default: Path) -> Path:
    path = _path(environ, name, default)
    if path.exists() and not path.is_dir():
        raise SettingsError(name, f"{path} is not a folder")
    return path


def _switch(environ: Mapping[str, str], name: str) -> bool:
    text = _text(environ, name)
    if text not in {"", "0", "1"}:
        raise SettingsError(name, f"{text!r} is neither 1 (yes) nor 0 (no)")
    return text == "1"


def _snowflake(environ: Mapping[str, str], name: str) -> int | None:
    text = _text(environ, name)
    return _identifier(name, text) if text else None


def _snowflakes(environ: Mapping[str, str], name: str) -> frozenset[int]:
    words = _text(environ, name).replace(",", " ").split()
    return frozenset(_identifier(name, word) for word in words)


def _identifier(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1 << _SNOWFLAKE_BITS):
        raise SettingsError(name, f"{text!r} is not a Discord id (a whole number such as 1099511627776)")
    return int(text)


def _url(environ: Mapping[str, str], name: str) -> str | None:
    text = _text(environ, name)
    if not text:
        return None
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and text.isprintable()
    except ValueError:
        whole = False
    if not whole or " " in text:
        raise SettingsError(name, f"{text[:60]!r} is not an address such as https://example.org/report")
    if len(text) > _LONGEST_URL:
        raise SettingsError(name, f"is longer than the {_LONGEST_URL} characters that Discord takes")
    return text


def _log_level(environ: Mapping[str, str]) -> int:
    text = _text(environ, "LOG_LEVEL").upper() or "INFO"
    levels = logging.getLevelNamesMapping()
    if text not in levels:
        raise SettingsError("LOG_LEVEL", f"{text!r} is not one of DEBUG, INFO, WARNING, ERROR")
    return levels[text]
