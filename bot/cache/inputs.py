"""What a load starts from: documents, clubs and rules, each with a digest; and the generation they make."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.errors import DocumentError

_PACKAGE = Path(__file__).parent.parent
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
class Inputs:
    """Everything that a cache is made from. `base` is the digest of all but the documents."""

    documents: tuple[DocumentFile, ...]
    clubs_file: Path
    rules: tuple[PointsRule, ...]
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
    rules_file = seasons_dir / "rules.toml"
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


def _rules(path: Path) -> tuple[PointsRule, ...]:
    if not path.is_file():
        return ()
    try:
        points = tomllib.loads(path.read_text(encoding="utf-8")).get("points", [])
        rules = [PointsRule(int(rule["since"]), int(rule["win"])) for rule in points]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DocumentError(path.name, f"is not a list of rules: {error}") from error
    return tuple(sorted(rules, key=lambda rule: rule.since))


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
