"""What a load starts from: documents, clubs, rules and moderators' changes; and the generation they make."""

import dataclasses
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import DocumentError
from bot.model import Criterion

_PACKAGE = Path(__file__).parent.parent
_RULES = _PACKAGE.parent / "seeds" / "rules.toml"
"""The rules belong to the competition: a folder of documents without a file of its own has these."""

_MADE_BY = ("model.py", "folding.py", "documents", "names", "cache")
"""The code that makes the cache: when it changes, so does what would be read."""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A season document: its name, its bytes (None: to be fetched by digest), their SHA-256 in hexadecimal.

    `added` is the moment at which a moderator added it, ISO 8601; None where it lies in the folder. `good` is
    the digest of its last good version where that is another one. `fault` is why its file cannot be read.
    """

    name: str
    data: bytes | None
    sha256: str
    added: str | None = None
    good: str | None = None
    fault: str | None = None

    @property
    def fingerprint(self) -> str:
        """All that decides what is read of it."""
        return json.dumps([self.sha256, self.added, self.good, self.fault])


@dataclass(frozen=True, slots=True)
class Additions:
    """What moderators changed, and what earlier loads found good.

    `left_out` are seasons whose documents of the folder are not used; `aliases` are pairs of club key and
    text; `good` maps names of the folder's documents to the digest of their last good version.
    """

    documents: tuple[DocumentFile, ...] = ()
    left_out: frozenset[int] = frozenset()
    aliases: tuple[tuple[str, str], ...] = ()
    good: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The digest of what moderators changed."""
        documents = sorted((document.name, document.fingerprint) for document in self.documents)
        found = [documents, sorted(self.left_out), sorted(self.aliases)]
        return hashlib.sha256(json.dumps(found).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PointsRule:
    """Points a win from a season on."""

    since: int
    win_points: int


@dataclass(frozen=True, slots=True)
class OrderRule:
    """What orders a table from a season on, the weightiest first."""

    since: int
    by: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The competition's rules, each kind from the earliest season on."""

    points: tuple[PointsRule, ...] = ()
    orders: tuple[OrderRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a cache is made from. `base` is the digest of code, clubs and rules."""

    documents: tuple[DocumentFile, ...]
    left_out: frozenset[int]
    aliases: tuple[tuple[str, str], ...]
    clubs_file: Path
    rules: Rules
    base: str

    @property
    def generation(self) -> str:
        """The digest of all inputs: the same in every process that has the same inputs."""
        documents = sorted((document.name, document.fingerprint) for document in self.documents)
        found = [self.base, documents, sorted(self.left_out), sorted(self.aliases)]
        return hashlib.sha256(json.dumps(found).encode()).hexdigest()

    def with_good(self, names: Iterable[str]) -> "Inputs":
        """Return the inputs as they are once the versions that lie there now are the good ones."""
        good = set(names)
        settled = (dataclasses.replace(d, good=None) if d.name in good else d for d in self.documents)
        return dataclasses.replace(self, documents=tuple(settled))


def read_inputs(seasons_dir: Path, additions: Additions | None = None) -> Inputs:
    """Read the folder of documents with its clubs.toml and rules.toml; a missing folder holds none.

    A file that cannot be read is told by its `fault`. Raises DocumentError for rules that cannot be.
    """
    additions = additions or Additions()
    clubs_file = seasons_dir / "clubs.toml"
    own_rules = seasons_dir / "rules.toml"
    rules_file = own_rules if own_rules.is_file() else _RULES
    shipped = [_shipped(path, additions.good) for path in document_paths(seasons_dir)]
    return Inputs(
        documents=(*(found for found in shipped if found), *additions.documents),
        left_out=additions.left_out,
        aliases=additions.aliases,
        clubs_file=clubs_file,
        rules=_rules(rules_file),
        base=_digest([*_code(), *(f for f in (clubs_file, rules_file) if f.is_file())]),
    )


def document_paths(seasons_dir: Path) -> list[Path]:
    """Return the documents of a folder by name; a missing folder holds none."""
    return sorted(seasons_dir.glob("*.txt")) if seasons_dir.is_dir() else []


def state_of_folder(seasons_dir: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Return name, inode, time of change and size of all that a load reads there: cheap to ask often."""
    found = []
    for path in (*document_paths(seasons_dir), seasons_dir / "clubs.toml", seasons_dir / "rules.toml"):
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((path.name, stat.st_ino, stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def document_file(name: str, data: bytes) -> DocumentFile:
    """Return the document of these bytes with its digest."""
    return DocumentFile(name, data, hashlib.sha256(data).hexdigest())


def _shipped(path: Path, good: Mapping[str, str]) -> DocumentFile | None:
    """Return a document of the folder; None where it went away meanwhile."""
    try:
        document = document_file(path.name, path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        document = DocumentFile(path.name, None, "", fault=error.strerror or "cannot be read")
    last = good.get(path.name)
    return document if last == document.sha256 else dataclasses.replace(document, good=last)


def _rules(path: Path) -> Rules:
    if not path.is_file():
        return Rules()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        points = [PointsRule(int(rule["since"]), int(rule["win"])) for rule in found.get("points", [])]
        orders = [
            OrderRule(int(rule["since"]), tuple(Criterion(name) for name in rule["by"]))
            for rule in found.get("order", [])
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DocumentError(path.name, f"is not a list of rules: {error}") from error
    return Rules(
        tuple(sorted(points, key=lambda rule: rule.since)), tuple(sorted(orders, key=lambda rule: rule.since))
    )


def _code() -> list[Path]:
    found: list[Path] = []
    for name in _MADE_BY:
        place = _PACKAGE / name
        found += [place] if place.is_file() else [p for p in place.rglob("*") if p.suffix in _CODE_FILES]
    return sorted(found)


_CODE_FILES = {".py", ".sql", ".toml"}


def _digest(files: Iterable[Path]) -> str:
    parts = [[file.name, hashlib.sha256(file.read_bytes()).hexdigest()] for file in files]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
