"""The bot's settings: the only reader of the environment."""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from bot.errors import SettingsError

_SNOWFLAKE_BITS = 64
_LONGEST_URL = 512
_MOST_QUESTIONS, _LONGEST_COOLDOWN = 10_000, 3600
_MOST_SHARDS = 100_000
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Rate:
    """So many questions in so many seconds."""

    questions: int
    seconds: int


_COOLDOWN = Rate(20, 10)


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
    log_format: Literal["text", "json"] = "text"
    cooldown: Rate | None = _COOLDOWN
    """How much one user may ask, None for as much as one likes."""
    muted_user_ids: frozenset[int] = frozenset()
    muted_guild_ids: frozenset[int] = frozenset()
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = None
    shard_count: int | None = None
    """How many shards there are over all processes, None where the bot is not sharded."""
    shard_ids: tuple[int, ...] = ()
    """The shards of this process, none for all of them."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read and check the settings; raises SettingsError naming the first wrong value."""
        cache_path = _path(environ, "CACHE_PATH", Path("data/cache.sqlite3"))
        if cache_path.is_dir():
            raise SettingsError("CACHE_PATH", f"{cache_path} is a folder; name the file to write")
        shard_count = _number(environ, "SHARD_COUNT", _MOST_SHARDS)
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
            log_format=_log_format(environ),
            cooldown=_rate(environ, "COOLDOWN", _COOLDOWN),
            muted_user_ids=_snowflakes(environ, "MUTED_USER_IDS"),
            muted_guild_ids=_snowflakes(environ, "MUTED_GUILD_IDS"),
            metrics_host=_address(environ, "METRICS_HOST", "127.0.0.1"),
            metrics_port=_number(environ, "METRICS_PORT", _LAST_PORT),
            shard_count=shard_count,
            shard_ids=_shard_ids(environ, shard_count),
        )

    @property
    def leads(self) -> bool:
        """Whether this process does what one process must do for all: it has the first shard."""
        return not self.shard_ids or 0 in self.shard_ids


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
    found = _whole(text, (1 << _SNOWFLAKE_BITS) - 1)
    if found is None:
        raise SettingsError(name, f"{text[:60]!r} is not a Discord id (a whole number such as 1099511627776)")
    return found


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


def _log_format(environ: Mapping[str, str]) -> Literal["text", "json"]:
    text = _text(environ, "LOG_FORMAT").lower()
    if text not in {"", "text", "json"}:
        raise SettingsError("LOG_FORMAT", f"{text!r} is neither text nor json")
    return "json" if text == "json" else "text"


def _rate(environ: Mapping[str, str], name: str, default: Rate) -> Rate | None:
    text = _text(environ, name)
    if text in {"", "0"}:
        return None if text else default
    questions, _, seconds = text.partition("/")
    found = _whole(questions.strip(), _MOST_QUESTIONS), _whole(seconds.strip(), _LONGEST_COOLDOWN)
    if found[0] is None or found[1] is None:
        raise SettingsError(
            name,
            f"{text!r} is neither questions/seconds such as {default.questions}/{default.seconds}, at most "
            f"{_MOST_QUESTIONS}/{_LONGEST_COOLDOWN}, nor 0 (as many as one likes)",
        )
    return Rate(found[0], found[1])


def _number(environ: Mapping[str, str], name: str, most: int) -> int | None:
    text = _text(environ, name)
    found = _whole(text, most)
    if text and found is None:
        raise SettingsError(name, f"{text!r} is not a whole number from 1 to {most}")
    return found


def _whole(text: str, most: int) -> int | None:
    """Return the number from 1 to `most` that a text is, None where it is none."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    return int(text) if 1 <= int(text) <= most else None


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    text = _text(environ, name) or default
    try:
        return str(ip_address(text))
    except ValueError:
        raise SettingsError(name, f"{text!r} is not an address such as 127.0.0.1 or 0.0.0.0") from None


def _shard_ids(environ: Mapping[str, str], count: int | None) -> tuple[int, ...]:
    words = _text(environ, "SHARD_IDS").replace(",", " ").split()
    if words and count is None:
        raise SettingsError("SHARD_IDS", "needs SHARD_COUNT, the number of shards over all processes")
    found = set()
    for word in words:
        number = _whole(word, _MOST_SHARDS) or (0 if word == "0" else None)
        if number is None or number >= (count or 0):
            raise SettingsError("SHARD_IDS", f"{word!r} is not a whole number below SHARD_COUNT")
        found.add(number)
    return tuple(sorted(found))
