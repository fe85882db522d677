"""The settings; the only module that reads the environment."""
# ruff: noqa: RUF009 - `_setting` gives a dataclass field

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from bot.errors import SettingsError

_LARGEST_ID = (1 << 64) - 1
_LONGEST_URL = 512
_LONGEST_CONTACT = 200
_SHORTEST_PERIOD, _LONGEST_PERIOD = 600, 30 * 86_400
_MOST_QUESTIONS, _LONGEST_COOLDOWN = 10_000, 3600
_MOST_SHARDS = 100_000
_LAST_PORT = 65_535
_SHOWN = 60
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Rate:
    """A number of questions per number of seconds."""

    questions: int
    seconds: int


# A parser gets the text of a variable that is set and not empty; its ValueError says what is wrong.


def _token(text: str) -> str:
    if any(c.isspace() for c in text):
        raise ValueError("has a space or line break inside; copy the token alone")
    return text


def _path(text: str) -> Path:
    try:
        path = Path(text).expanduser()
        path.lstat()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise ValueError(f"{_short(text)} cannot be used: {error.strerror}") from None
    except RuntimeError:
        raise ValueError(f"{_short(text)}: there is no such user, or no home folder") from None
    except ValueError:
        raise ValueError("is not a path") from None
    return path


def _folder(text: str) -> Path:
    path = _path(text)
    if path.exists() and not path.is_dir():
        raise ValueError(f"{path} is not a folder")
    return path


def _file(text: str) -> Path:
    path = _path(text)
    if path.is_dir():
        raise ValueError(f"{path} is a folder; name the file to write")
    return path


def _switch(text: str) -> bool:
    if text not in {"0", "1"}:
        raise ValueError(f"{_short(text)} is neither 1 (yes) nor 0 (no)")
    return text == "1"


def _id(text: str) -> int:
    number = _whole(text, _LARGEST_ID)
    if number is None:
        raise ValueError(f"{_short(text)} is not a Discord id (a whole number such as 1099511627776)")
    return number


def _ids(text: str) -> frozenset[int]:
    return frozenset(map(_id, text.replace(",", " ").split()))


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and text.isprintable()
    except ValueError:
        whole = False
    if not whole or " " in text:
        raise ValueError(f"{_short(text)} is not an address such as https://example.org/report")
    if len(text) > _LONGEST_URL:
        raise ValueError(f"is longer than the {_LONGEST_URL} characters that Discord takes")
    return text


def _contact(text: str) -> str:
    if not (text.isascii() and text.isprintable() and "." in text and len(text) <= _LONGEST_CONTACT):
        raise ValueError(f"{_short(text)} is neither a mail address nor the address of a page")
    if any(sign in text for sign in " ()<>"):
        raise ValueError(f"{_short(text)} has a space or a bracket; give the address alone")
    return text


def _period(text: str) -> int | None:
    if text == "0":
        return None
    number = _whole(text[:-1], _LONGEST_PERIOD)
    seconds = (number or 0) * {"m": 60, "h": 3600, "d": 86_400}.get(text[-1], 0)
    if not _SHORTEST_PERIOD <= seconds <= _LONGEST_PERIOD:
        raise ValueError(f"{_short(text)} is not a time from 10m to 30d, such as 24h, nor 0")
    return seconds


def _database_url(text: str) -> str:
    """Return the address in the form that asyncpg takes; no error repeats it, as it holds a password."""
    scheme, _, rest = text.partition("://")
    if scheme.lower() not in {"postgresql", "postgres", "postgresql+asyncpg"} or not rest:
        raise ValueError("is not an address such as postgresql://user:password@host:5432/database")
    try:
        parts = urlsplit(f"postgresql://{rest}")
        for host in parts.netloc.rpartition("@")[2].split(","):
            urlsplit(f"//{host}").port  # noqa: B018 - checks it
    except ValueError:
        parts = urlsplit("")
    hosts = parts.hostname or "host=" in parts.query
    if not hosts or not parts.path.strip("/") or parts.fragment:
        raise ValueError(
            "has no host, port or database where they should be; percent-encode signs such as / and # in "
            "the password"
        )
    if find_spec("asyncpg") is None:
        raise ValueError("needs asyncpg: pip install 'copa-peru-bot[postgres]'")
    return f"postgresql://{rest}"


def store_place(text: str) -> Path | str:
    """Return the place of a moderation store: a database's address, an SQLite file, or its folder."""
    if "://" in text:
        return _database_url(text)
    path = _path(text)
    return path / "moderation.sqlite" if path.is_dir() else path


def _log_level(text: str) -> int:
    level = logging.getLevelNamesMapping().get(text.upper())
    if level is None:
        raise ValueError(f"{_short(text)} is not one of DEBUG, INFO, WARNING, ERROR")
    return level


def _log_format(text: str) -> Literal["text", "json"]:
    if text.lower() not in {"text", "json"}:
        raise ValueError(f"{_short(text)} is neither text nor json")
    return "json" if text.lower() == "json" else "text"


def _rate(text: str) -> Rate | None:
    if text == "0":
        return None
    questions, _, seconds = (part.strip() for part in text.partition("/"))
    rate = _whole(questions, _MOST_QUESTIONS), _whole(seconds, _LONGEST_COOLDOWN)
    if rate[0] is None or rate[1] is None:
        raise ValueError(
            f"{_short(text)} is neither questions/seconds such as 20/10, at most "
            f"{_MOST_QUESTIONS}/{_LONGEST_COOLDOWN}, nor 0 (as many as one likes)"
        )
    return Rate(rate[0], rate[1])


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError:
        raise ValueError(f"{_short(text)} is not an address such as 127.0.0.1 or 0.0.0.0") from None


def _shard_ids(text: str) -> tuple[int, ...]:
    words = text.replace(",", " ").split()
    return tuple(sorted({0 if word == "0" else _number(word, _MOST_SHARDS) for word in words}))


def _number(text: str, most: int) -> int:
    number = _whole(text, most)
    if number is None:
        raise ValueError(f"{_short(text)} is not a whole number from 1 to {most}")
    return number


def _whole(text: str, most: int) -> int | None:
    """Return the text as a number from 1 to `most`, or None."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    return int(text) if 1 <= int(text) <= most else None


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


def _own_documents() -> Path:
    """Return the documents folder of an installed package, otherwise that of the checkout."""
    packaged = _PACKAGE / "seeds"
    return packaged if packaged.is_dir() else _checkout() / "seeds"


def _own_cache() -> Path:
    """Return a file in the user's data folder for an installed package, otherwise in the checkout."""
    if not (_PACKAGE / "seeds").is_dir():
        return _checkout() / "data" / "cache.sqlite3"
    from platformdirs import user_data_path  # not needed in a checkout

    return user_data_path("copa-peru-bot", appauthor=False) / "cache.sqlite3"


def _checkout() -> Path:
    """Return the checkout's folder, relative if it is the working folder."""
    return Path() if Path().samefile(_PACKAGE.parent) else _PACKAGE.parent


def _setting(name: str, reader: Callable[[str], object], default: object = None, **options: Any) -> Any:
    """A field read from the variable `name`; an empty variable counts as not set."""
    if "default_factory" not in options:
        options["default"] = default
    return field(metadata={"name": name, "reader": reader}, **options)


@dataclass(frozen=True, slots=True)
class Settings:
    """Validated settings; the token and the database's address are excluded from the representation."""

    token: str | None = _setting("DISCORD_TOKEN", _token, repr=False)
    seasons_dir: Path = _setting("SEASONS_DIR", _folder, default_factory=_own_documents)
    cache_path: Path = _setting("CACHE_PATH", _file, default_factory=_own_cache)
    data_dir: Path = _setting("DATA_DIR", _path)
    """Defaults to the folder of `cache_path`."""
    database_url: str | None = _setting("DATABASE_URL", _database_url, repr=False)
    """PostgreSQL for the moderation store; None for SQLite in `data_dir`."""
    seasons_watch: bool = _setting("SEASONS_WATCH", _switch, default=False)
    mod_guild_id: int | None = _setting("MOD_GUILD_ID", _id)
    mod_role_ids: frozenset[int] = _setting("MOD_ROLE_IDS", _ids, frozenset())
    report_url: str | None = _setting("REPORT_URL", _url)
    cooldown: Rate | None = _setting("COOLDOWN", _rate, Rate(20, 10))
    """Limit of questions per user, None for no limit."""
    muted_user_ids: frozenset[int] = _setting("MUTED_USER_IDS", _ids, frozenset())
    muted_guild_ids: frozenset[int] = _setting("MUTED_GUILD_IDS", _ids, frozenset())
    wiki_contact: str | None = _setting("WIKI_CONTACT", _contact)
    wiki_en: str = _setting("WIKI_EN", _url, "https://en.wikipedia.org/w")
    wiki_es: str = _setting("WIKI_ES", _url, "https://es.wikipedia.org/w")
    wiki_refresh: int | None = _setting("WIKI_REFRESH", _period)
    """Seconds between looks at fetched articles, None for never."""
    log_level: int = _setting("LOG_LEVEL", _log_level, logging.INFO)
    log_format: Literal["text", "json"] = _setting("LOG_FORMAT", _log_format, "text")
    metrics_host: str = _setting("METRICS_HOST", _address, "127.0.0.1")
    metrics_port: int | None = _setting("METRICS_PORT", partial(_number, most=_LAST_PORT))
    shard_count: int | None = _setting("SHARD_COUNT", partial(_number, most=_MOST_SHARDS))
    """Number of shards over all processes, None if the bot is not sharded."""
    shard_ids: tuple[int, ...] = _setting("SHARD_IDS", _shard_ids, ())
    """The shards of this process; empty for all of them."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read and validate the settings; raises SettingsError for the first invalid value."""
        values = {}
        for setting in fields(cls):
            name, reader = setting.metadata["name"], setting.metadata["reader"]
            if text := environ.get(name, "").strip():
                try:
                    values[setting.name] = reader(text)
                except ValueError as error:
                    raise SettingsError(name, str(error)) from None
        settings = cls(**values)
        if settings.shard_ids and settings.shard_count is None:
            raise SettingsError("SHARD_IDS", "needs SHARD_COUNT, the number of shards over all processes")
        if settings.shard_ids and settings.shard_ids[-1] >= (settings.shard_count or 0):
            raise SettingsError("SHARD_IDS", f"{settings.shard_ids[-1]} is not below SHARD_COUNT")
        if settings.wiki_refresh and settings.wiki_contact is None:
            raise SettingsError("WIKI_REFRESH", "needs WIKI_CONTACT, an address that Wikipedia can write to")
        if "data_dir" not in values:
            return replace(settings, data_dir=settings.cache_path.parent)
        return settings

    @property
    def for_the_page(self) -> "Settings":
        """The settings of the local page, which has data of its own in the folder "local"."""
        own = self.data_dir / "local"
        return replace(self, cache_path=own / self.cache_path.name, data_dir=own, database_url=None)

    @property
    def wikis(self) -> dict[str, str]:
        """The wikis' addresses by language."""
        return {"en": self.wiki_en, "es": self.wiki_es}

    @property
    def database_secrets(self) -> tuple[str | None, ...]:
        """The database's password, as in the address and as it is sent."""
        password = urlsplit(self.database_url or "").password
        return password, unquote(password or "")

    @property
    def leads(self) -> bool:
        """Whether this process has the first shard and so does the work that only one process should do."""
        return not self.shard_ids or 0 in self.shard_ids


def read_env_file() -> None:
    """Add variables from `.env` (of the working folder, else the checkout) that the environment lacks."""
    for path in (Path(".env"), _PACKAGE.parent / ".env"):
        if path.is_file():
            from dotenv import load_dotenv  # not needed without the file

            load_dotenv(path)
            return
