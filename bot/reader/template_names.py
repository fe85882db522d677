"""The names of templates and what they are, from templates.toml."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

_STOP = re.compile(r"[\s:-]")
_NAMESPACE = re.compile(r"^(?:template|plantilla)\s*:\s*")


@dataclass(frozen=True, slots=True)
class Family:
    """Templates of one kind: their role, the names of the parameters by role, and other options."""

    role: str
    parameters: Mapping[str, tuple[str, ...]]
    options: Mapping[str, str]


def template_name(text: str) -> str:
    """Return a name as templates.toml has it: "Template:Fb_cl team" → "fb cl team"."""
    return _NAMESPACE.sub("", " ".join(text[:200].replace("_", " ").split()).casefold())


def family_of(name: str) -> Family | None:
    """Return the family of a template, None for one that is not known; "cite *" is any that begins so."""
    known = template_name(name)
    begins = (f"{known[: found.end()]}*" for found in _STOP.finditer(known))
    return next(filter(None, map(_families().get, (known, *begins))), None)


@functools.cache
def _families() -> dict[str, Family]:
    text = files(__package__).joinpath("templates.toml").read_text("utf-8")
    families: dict[str, Family] = {}
    for entry in tomllib.loads(text)["template"]:
        options = {name: value for name, value in entry.items() if isinstance(value, str)}
        parameters = {role: tuple(names) for role, names in entry.get("parameters", {}).items()}
        families.update(dict.fromkeys(entry["names"], Family(entry["role"], parameters, options)))
    return families
