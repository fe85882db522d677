"""What a load starts from: documents, clubs, rules and moderators' changes; and the generation they make."""

import dataclasses
import functools
import hashlib
import html
import json
import os
import re
import stat
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import DocumentError
from bot.model import Article, Correction, Criterion, Problem
from bot.names import ClubRule
from bot.tournament.table import Rule, Rules, rule_of

_PACKAGE = Path(__file__).parent.parent
_RULES = _PACKAGE.parent / "seeds" / "rules.toml"
"""The rules belong to the competition: a folder of documents without a file of its own has these."""

ADDED = "added/"
"""What the names of documents begin with that moderators added."""

_MADE_BY = ("model.py", "text.py", "reader", "names", "tournament", "cache")
"""The code that makes the cache: when it changes, so does what would be read."""


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A season document: its name, its bytes, their SHA-256 in hexadecimal.

    Without bytes they are to be fetched by their digest. `added` is the moment at which a moderator added it,
    ISO 8601; None where it lies in the folder. `good` is the digest of its last good version where that is
    another one. `fault` is why its file cannot be read. `article` is the wiki's article that it is, if it is
    one: it stands beside the folder's document instead of taking its place. `held` are the problems for which
    a newer revision of the article is not in use.
    """

    name: str
    data: bytes | None
    sha256: str
    added: str | None = None
    good: str | None = None
    fault: str | None = None
    article: Article | None = None
    held: tuple[Problem, ...] = ()

    @property
    def fingerprint(self) -> str:
        """All that decides what is read of it."""
        article = f" {self.article.url} {self.held}" if self.article else ""
        return f"{self.sha256} {self.added} {self.good} {self.fault}{article}"


@dataclass(frozen=True, slots=True)
class Additions:
    """What moderators changed, and what earlier loads found good.

    `left_out` are seasons whose documents of the folder are not used; `aliases` are pairs of club key and
    text; `club_rules` tell which clubs are one; `good` maps names of the folder's documents to the digest of
    their last good version; `preferred` maps seasons to the name of the document that is to lead;
    `corrections` are those of matches, in the order in which they are applied.
    """

    documents: tuple[DocumentFile, ...] = ()
    left_out: frozenset[int] = frozenset()
    aliases: tuple[tuple[str, str], ...] = ()
    club_rules: tuple[ClubRule, ...] = ()
    good: Mapping[str, str] = field(default_factory=dict)
    preferred: Mapping[int, str] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()

    @property
    def digest(self) -> str:
        """The digest of what moderators changed."""
        return _digest([fingerprints(self.documents), *self.chosen, _listed(self.club_rules)])

    @property
    def chosen(self) -> list[object]:
        """What moderators chose, to make digests of."""
        choices = [sorted(self.left_out), sorted(self.aliases), sorted(self.preferred.items())]
        return [*choices, [dataclasses.astuple(item) for item in self.corrections]]


def fingerprints(documents: Iterable[DocumentFile]) -> list[tuple[str, str]]:
    """Return the names of documents with all that decides what is read of them."""
    return sorted((document.name, document.fingerprint) for document in documents)


def _listed(rules: tuple[ClubRule, ...]) -> list[tuple[object, ...]]:
    return [dataclasses.astuple(rule) for rule in rules]


@dataclass(frozen=True)
class Inputs:
    """Everything that a cache is made from. `base` is the digest of code, clubs and rules."""

    folder: Path
    documents: tuple[DocumentFile, ...]
    additions: Additions
    clubs_file: Path
    rules: Rules
    base: str

    @functools.cached_property
    def generation(self) -> str:
        """The digest of all inputs: the same in every process that has the same inputs."""
        return _digest([self.base, fingerprints(self.documents), *self.additions.chosen])

    def with_good(self, names: Iterable[str]) -> "Inputs":
        """Return the inputs as they are once the versions that lie there now are the good ones."""
        good = set(names) & {document.name for document in self.documents if document.good is not None}
        if not good:
            return self
        settled = (dataclasses.replace(d, good=None) if d.name in good else d for d in self.documents)
        return dataclasses.replace(self, documents=tuple(settled))


def read_inputs(seasons_dir: Path, additions: Additions) -> Inputs:
    """Read the folder of documents with its clubs.toml and rules.toml; a missing folder holds none.

    A file that cannot be read is told by its `fault`. Raises DocumentError for rules that cannot be.
    """
    clubs_file = seasons_dir / "clubs.toml"
    rules_file = _rules_file(seasons_dir)
    return Inputs(
        folder=seasons_dir,
        documents=(*document_files(seasons_dir, additions.good), *additions.documents),
        additions=additions,
        clubs_file=clubs_file,
        rules=_rules(rules_file),
        base=_digest(
            [
                ("code", code_digest()),
                *map(_named, filter(Path.is_file, (clubs_file, rules_file))),
                ("clubs", json.dumps(_listed(additions.club_rules))),
            ]
        ),
    )


def document_files(seasons_dir: Path, good: Mapping[str, str] | None = None) -> list[DocumentFile]:
    """Return the documents of a folder by name, files of another kind with their fault.

    A missing folder holds none. `good` has the digests of last good versions.
    """
    files = (
        document_file(seasons_dir / name, good)
        if is_document_name(name)
        else DocumentFile(name, None, "", fault=_OTHER_KIND)
        for name in _names(seasons_dir)
    )
    return [file for file in files if file]


def is_document_name(name: str) -> bool:
    """Tell whether a file has one of the name endings of season documents."""
    return name.lower().endswith(DOCUMENT_KINDS)


DOCUMENT_KINDS = (".txt", ".wiki", ".mediawiki", ".html", ".htm")
"""The name endings of season documents; which form a document has, its content says."""

_OTHER_KIND = f"not a season document by its name ({', '.join(DOCUMENT_KINDS)})"


def _names(seasons_dir: Path) -> list[str]:
    try:
        names = os.listdir(seasons_dir)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(name for name in names if _may_be_document(seasons_dir, name))


_LEFTOVERS = (".", "~$", "#")
"""What the names of hidden files and of editors' and office programs' leftovers begin with."""
_BESIDE = ("clubs.toml", "rules.toml", "readme", "license")
"""What the names of files begin with that may lie beside the documents."""


def _may_be_document(folder: Path, name: str) -> bool:
    """Tell whether a name may be that of a document: not hidden; a pipe or a folder only by its ending."""
    if name.startswith(_LEFTOVERS) or name.lower().startswith(_BESIDE):
        return False
    if is_document_name(name):
        return True
    try:
        return stat.S_ISREG(os.stat(folder / name).st_mode)
    except OSError:
        # Told with the documents that cannot be read.
        return True


def state_of_folder(seasons_dir: Path) -> tuple[tuple[str, int, int, int], ...]:
    """Return name, inode, time of change and size of all that a load reads there: cheap to ask often."""
    found = []
    try:
        names = _names(seasons_dir)
    except OSError:
        names = []
    for name in (*names, "clubs.toml", "rules.toml"):
        try:
            stat = os.stat(f"{seasons_dir}{os.sep}{name}")
        except OSError:
            continue
        found.append((name, stat.st_ino, stat.st_mtime_ns, stat.st_size))
    return tuple(found)


def document_file(path: Path, good: Mapping[str, str] | None = None) -> DocumentFile | None:
    """Return a file as a document; None where it went away meanwhile."""
    good_digest = (good or {}).get(path.name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            # A pipe would never end.
            return DocumentFile(path.name, None, "", good=good_digest, fault="not a file")
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        return DocumentFile(path.name, None, "", good=good_digest, fault=error.strerror or "cannot be read")
    sha256 = hashlib.sha256(data).hexdigest()
    return DocumentFile(path.name, data, sha256, good=None if good_digest == sha256 else good_digest)


def article_of(data: bytes) -> Article | None:
    """Return the article of Wikipedia that a file is by its head, as the wiki's REST API gives it."""
    head = data[:_HEAD].decode("utf-8", "replace")
    page = _ARTICLE.search(head)
    title, number, time = (pattern.search(head) for pattern in (_TITLE, _PAGE_ID, _TIME))
    if not (page and title and number and time):
        return None
    url = f"https://{page[1]}.wikipedia.org/w/index.php?oldid={page[2]}"
    name = html.unescape(title[1])
    return Article(name, page[1], int(number[1]), int(page[2]), f"{time[1]}Z", "CC BY-SA 4.0", url)


_HEAD = 8192
_ARTICLE = re.compile(r'<html\b[^>]*\sabout="https?://(en|es)\.wikipedia\.org/[^"]*/revision/(\d+)"')
_TITLE = re.compile(r"<title>([^<]+)</title>")
_PAGE_ID = re.compile(r'property="mw:pageId" content="(\d+)"')
_TIME = re.compile(r'property="dc:modified" content="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)')


def season_rules(seasons_dir: Path, year: int) -> Rule | None:
    """Return the rule by which a season's tables are made, None where none is known."""
    return rule_of(_rules(_rules_file(seasons_dir)), year)


def _rules_file(seasons_dir: Path) -> Path:
    own = seasons_dir / "rules.toml"
    return own if own.is_file() else _RULES


def _rules(path: Path) -> Rules:
    if not path.is_file():
        return ()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        points = {int(rule["since"]): int(rule["win"]) for rule in found.get("points", [])}
        orders = {int(rule["since"]): tuple(map(Criterion, rule["by"])) for rule in found.get("order", [])}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DocumentError(path.name, f"is not a list of rules: {error}") from error
    rules: list[tuple[int, Rule]] = []
    win: int | None = None
    order: tuple[Criterion, ...] = ()
    for since in sorted({*points, *orders}):
        win, order = points.get(since, win), orders.get(since, order)
        if win is not None and order:
            rules.append((since, Rule(win, order)))
    return tuple(rules)


@functools.cache
def code_digest() -> str:
    """Return the digest of the code that makes the cache, as it was when the process first asked."""
    found: list[Path] = []
    for name in _MADE_BY:
        place = _PACKAGE / name
        found += [place] if place.is_file() else [p for p in place.rglob("*") if p.suffix in _CODE_FILES]
    return _digest(map(_named, sorted(found)))


_CODE_FILES = {".py", ".sql", ".toml"}


def _named(file: Path) -> tuple[str, str]:
    return file.name, hashlib.sha256(file.read_bytes()).hexdigest()


def _digest(parts: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()
