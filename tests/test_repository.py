"""The project as a whole: who may import whom, what no file may name, pins, documentation."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from discord import app_commands
from dotenv import dotenv_values

from bot.settings import Settings
from tests.page import ROOT

FACTS = {"model", "errors", "text"}
READING = {"vocabulary", "problems"}
ABOVE = {
    "reader",
    "tournament",
    "names",
    "cache",
    "wiki",
    "moderation",
    "queries",
    "ask",
    "pictures",
    "replies",
    "discord_ui",
}

# What each package may import beside itself and the standard library; docs/architecture.md has it in short.
MAY_IMPORT = {
    "model": set(),
    "errors": {"model"},
    "text": set(),
    "vocabulary": {"text"},
    "problems": {"model"},
    "reader_process": {"errors"},
    "reader": FACTS | READING | {"tournament", "mwparserfromhell", "lxml"},
    "tournament": FACTS | READING,
    "names": FACTS | {"rapidfuzz"},
    "cache": FACTS | READING | {"reader", "reader_process", "names", "tournament", "filelock"},
    "wiki": FACTS | {"__init__", "aiohttp"},
    "moderation": FACTS
    | READING
    | {
        "reader",
        "reader_process",
        "cache",
        "names",
        "tournament",
        "wiki",
        "sqlalchemy",
        "alembic",
        "asyncpg",
    },
    "queries": FACTS | READING | {"cache", "names", "tournament"},
    "ask": FACTS | {"cache", "names", "queries", "rapidfuzz"},
    "pictures": {"PIL", "cachetools"},
    "replies": FACTS
    | {"problems", "cache", "moderation", "wiki", "names", "tournament", "queries", "pictures", "babel"},
    "discord_ui": FACTS
    | {
        "cache",
        "names",
        "queries",
        "replies",
        "ops",
        "pictures",
        "moderation",
        "settings",
        "aiohttp",
        "cachetools",
        "discord",
        "orjson",
        "yarl",
    },
    "commands": FACTS | ABOVE | {"ops", "settings", "aiohttp", "discord"},
    "ops": FACTS | {"discord_ui", "settings", "aiohttp", "cachetools", "prometheus_client"},
    "repair": FACTS | {"cache", "moderation"},
    "client": FACTS | ABOVE | {"commands", "repair", "ops", "settings", "aiohttp", "discord"},
    "process": {
        "cache",
        "client",
        "discord_ui",
        "errors",
        "local_page",
        "ops",
        "settings",
        "aiohttp",
        "discord",
    },
    "terminal": FACTS | READING | ABOVE - {"discord_ui"} | {"repair", "settings", "rich"},
    "local_page": {"client", "discord_ui", "errors", "pictures", "replies", "settings", "discord", "simcord"},
    "settings": {"errors", "dotenv", "platformdirs"},
    "__init__": {"client", "settings"},
    "cli": {"__init__", "errors", "ops", "process", "replies", "settings", "terminal", "text"},
    "__main__": {"cli"},
}

# Written apart, so that this file does not name them either.
UNNAMEABLE = re.compile(
    "|".join(
        (
            r"pypi\." + "org",
            r"python" + r"hosted\.org",
            r"registry\.npm" + "js",
            r"deb\.deb" + r"ian\.org",
            "/" + r"work/(main|shared)",
            "/" + "root/",
            r"\.py" + "env/",
        )
    )
)
BINARY = {".gz", ".png", ".ttf", ".mo", ".ico"}


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Give the modules that a file imports; the type of the bot itself is everybody's to name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module == "bot.client"
    }
    for node in ast.walk(tree):
        if id(node) in named:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            if node.module == "bot":
                yield from ((f"bot.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module, node.lineno


def package_of(path: Path) -> str:
    return path.relative_to(ROOT / "bot").parts[0].removesuffix(".py")


def test_each_package_imports_only_what_it_may():
    trespasses = []
    for path in sorted((ROOT / "bot").rglob("*.py")):
        package = package_of(path)
        for name, line in imports(path):
            top, _, rest = name.partition(".")
            target = (rest.partition(".")[0] or "bot") if top == "bot" else top
            if top != "bot" and top in sys.stdlib_module_names:
                continue
            if name in ("bot.create_bot", "bot.__version__"):
                target = "__init__"
            if target not in {package} | MAY_IMPORT[package]:
                trespasses.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert not trespasses, "\n".join(trespasses)


def test_no_class_name_stands_for_two_classes():
    places: dict[str, list[str]] = {}
    for path in sorted((ROOT / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


# Nouns all the same: the heading over a match, a ranking of clubs, one reading of a question, its spelling.
NOUNS = {"heading", "ranking", "reading", "spelling"}


def test_no_module_is_called_by_a_gerund():
    words = {path: path.stem.split("_")[-1] for path in (ROOT / "bot").rglob("*.py")}
    gerunds = [str(path.relative_to(ROOT)) for path, word in words.items() if word.endswith("ing")]
    assert [name for name in gerunds if Path(name).stem.split("_")[-1] not in NOUNS] == []


def test_the_environment_is_read_in_one_place():
    readers = {
        path.name
        for path in (ROOT / "bot").rglob("*.py")
        if re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    }
    assert readers == {"settings.py"}


def test_sql_stands_in_few_packages():
    writers = {
        package_of(path)
        for path in (ROOT / "bot").rglob("*.py")
        if re.search(r"\b(SELECT|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b", path.read_text(encoding="utf-8"))
    }
    assert writers == {"cache", "queries", "moderation"}


@cache
def project_files() -> tuple[Path, ...]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    paths = (ROOT / name for name in listing.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def test_no_file_names_a_package_registry_or_a_path_of_a_machine():
    named = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in project_files()
        if path.suffix not in BINARY
        for found in UNNAMEABLE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert named == []


def pins(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pin = re.fullmatch(
            r"([a-z0-9-]+)==([\w.]+)(?: ; [^#]*?)?((?:\s+--hash=sha256:[0-9a-f]{64})+)\s*", line
        )
        assert pin, f"{name}: not an exact pin with hashes: {line[:120]}"
        found[pin[1]] = pin[2]
    return found


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-page.txt", "requirements-postgres.txt", "requirements-dev.txt"]
)
def test_requirements_are_exact_have_hashes_and_name_no_host(name):
    assert len(pins(name)) > 10


def test_tests_run_on_the_versions_that_users_get():
    run, page, test = (pins(f"requirements{part}.txt") for part in ("", "-page", "-dev"))
    assert run.items() < page.items() < test.items()
    assert run.items() < pins("requirements-postgres.txt").items() < test.items()


def test_the_page_is_an_extra_that_the_container_does_without():
    assert "simcord" in pins("requirements-page.txt")
    assert not {"simcord", "av"} & set(pins("requirements-postgres.txt"))
    assert "requirements-postgres.txt" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


class Asked(dict[str, str]):
    """An environment that remembers which names were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def get(self, name, default=None):
        self.names.add(name)
        return default


def settings_read() -> set[str]:
    environ = Asked()
    Settings.from_environment(environ)
    return environ.names


def test_the_example_names_every_setting_and_no_other():
    assert set(dotenv_values(ROOT / ".env.example")) == settings_read()


def test_the_readme_explains_every_setting_and_every_command_with_its_options(simcord_bot):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = {written(command) for command in simcord_bot.tree.walk_commands()}
    missing = {name for name in settings_read() | commands if f"`{name}`" not in readme}
    assert missing == set()


def written(command: app_commands.Command | app_commands.Group) -> str:
    """Return a command as the README writes it: "/results team [season]"."""
    options = [o for o in getattr(command, "parameters", ()) if o.name != "private"]
    names = [o.name if o.required else f"[{o.name}]" for o in options]
    return " ".join([f"/{command.qualified_name}", *names])


def test_every_link_between_the_pages_leads_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in project_files()
        if page.suffix == ".md"
        for target in re.findall(r"(?:\]\(|src=\")([^)\s\"#]+)", page.read_text(encoding="utf-8"))
        if not target.startswith(("http", "mailto:")) and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_file_that_a_page_names_is_there():
    names = {path.name for path in project_files()} | {"finals.py", "finals.po", "test_finals.py"}
    gone = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in project_files()
        if page.suffix == ".md" and page.name != "CHANGELOG.md"
        for target in re.findall(r"`([\w./-]+\.(?:py|po|sql|toml))`", page.read_text(encoding="utf-8"))
        if Path(target).name not in names
    ]
    assert gone == []
