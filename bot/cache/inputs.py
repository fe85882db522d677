"""What a load starts from: documents, clubs and rules, each with a digest; and the generation they make."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
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
    """A season document as bytes, with its file name and their SHA-256 in hexadecimal."""

    name: str
    data: bytes
    sha256: str


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
    """Everything that a cache is made from. `base` is the digest of all but the documents."""

    documents: tuple[DocumentFile, ...]
    clubs_file: Path
    rules: Rules
    base: str

    @property
    def generation(self) -> str:
        """The digest of all inputs: the same in every process that has the same inputs."""
        digest = hashlib.sha256(self.base.encode())
        for document in sorted(self.documents, key=lambda d: d.name):
            digest.update(f"\n{document.name}\0{document.sha256}".encode())
        return digest.hexdigest()


def read_inputs(seasons_dir: Path) -> Inputs:
    """Read the folder of documents with its clubs.toml and rules.toml; a missing folder holds none.

    Raises DocumentError for a file that cannot be read and for rules that cannot be.
    """
    files = sorted(seasons_dir.glob("*.txt")) if seasons_dir.is_dir() else []
    clubs_file = seasons_dir / "clubs.toml"
    own_rules = seasons_dir / "rules.toml"
    rules_file = own_rules if own_rules.is_file() else _RULES
    return Inputs(
        documents=tuple(document_file(path.name, _read(path)) for path in files),
        clubs_file=clubs_file,
        rules=_rules(rules_file),
        base=_digest([*_code(), *(f for f in (clubs_file, rules_file) if f.is_file())]),
    )


def document_file(name: str, data: bytes) -> DocumentFile:
    """Return the document of these bytes with its digest."""
    return DocumentFile(name, data, hashlib.sha256(data).hexdigest())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(path.name, error.strerror or "cannot be read") from error


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
