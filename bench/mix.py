"""What people ask, made from the commands that a bot registered and from what it suggests itself.

So the mix needs no knowledge of the commands or of the data: a new command is in it from the day it is there.
"""

import itertools
import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.standin import Bot, Person, Reply

_TYPED = ("", *"abcdefghilmnoprstuv", "19", "20")
_TEXT, _BOOLEAN = 3, 5
_OPTIONAL = 0.3
"""How often an option that need not be filled is filled."""
_PHRASES = 30


@dataclass(frozen=True)
class Deed:
    """A command with its options, or what is typed into one of them (`focused`)."""

    command: str
    options: tuple[tuple[str, object], ...] = ()
    focused: str | None = None
    typed: str = ""
    meaning: tuple[object, ...] = ()
    """What is asked, however it is written: a picked club and its name typed are the same."""

    async def send(self, bot: Bot, person: Person) -> Reply:
        """Do it and do not wait."""
        if self.focused is None:
            return await bot.send(person, self.command, **dict(self.options))
        return await bot.type(person, self.command, self.focused, self.typed, **dict(self.options))


@dataclass
class Vocabulary:
    """The commands, and for each option of each what was suggested for it: name and value."""

    commands: list[dict[str, Any]]
    values: dict[tuple[str, str], list[tuple[str, object]]] = field(default_factory=dict)

    def only(self, names: set[str]) -> "Vocabulary":
        """Return the same of these commands alone."""
        return Vocabulary([command for command in self.commands if command["name"] in names], self.values)

    @property
    def names(self) -> set[str]:
        """The names of its commands."""
        return {command["name"] for command in self.commands}


async def vocabulary(bot: Bot, person: Person, typed: Sequence[str] = _TYPED) -> Vocabulary:
    """Ask a bot what it suggests for each option of each command that everybody may use."""
    registered: list[Any] = bot.application.commands.get(None, [])
    found = Vocabulary([command for command in registered if command.get("type", 1) == 1])
    for command in found.commands:
        for option in command.get("options", []):
            key = (command["name"], option["name"])
            if option.get("choices"):
                found.values[key] = [(c["name"], c["value"]) for c in option["choices"]]
            elif option.get("autocomplete"):
                found.values[key] = await _suggested(bot, person, *key, typed)
    phrases = _phrases(found)
    for command in found.commands:
        for option in command.get("options", []):
            key = (command["name"], option["name"])
            if option["type"] == _TEXT and option.get("required") and key not in found.values:
                found.values[key] = phrases
    return found


def _phrases(words: Vocabulary) -> list[tuple[str, object]]:
    """Make free text of commands' names and suggestions, such as "results José Gálvez 1996"."""
    rng = random.Random(len(words.values))
    phrases = []
    for command, option in sorted(words.values):
        for name, _ in rng.sample(
            words.values[command, option], min(_PHRASES, len(words.values[command, option]))
        ):
            other = rng.choice(words.values[rng.choice(sorted(words.values))] or [("", "")])
            phrases.append(f"{command} {name} {other[0] if rng.random() < _OPTIONAL else ''}".strip())
    return [(phrase, phrase) for phrase in phrases]


async def with_pictures(bot: Bot, person: Person, words: Vocabulary, seed: int, tries: int = 20) -> set[str]:
    """Return the commands of which at least one of some answers holds a file."""
    found = set()
    for name in sorted(words.names):
        for deed in itertools.islice(commands(words.only({name}), seed), tries):
            reply = await (await deed.send(bot, person)).wait()
            if reply.message and reply.message["attachments"]:
                found.add(name)
                break
    return found


async def made_anew(bot: Bot, person: Person, words: Vocabulary) -> set[str]:
    """Return the commands that answer the same question anew each time, such as a quiz: no cache can help."""
    found = set()
    for name in sorted(words.names):
        deed = next(commands(words.only({name}), 0))
        first, second = [await (await deed.send(bot, person)).wait() for _ in range(2)]
        if first.message and second.message and first.message["components"] != second.message["components"]:
            found.add(name)
    return found


async def _suggested(
    bot: Bot, person: Person, command: str, option: str, typed: Sequence[str]
) -> list[tuple[str, object]]:
    found: dict[object, str] = {}
    for beginning in typed:
        reply = await bot.autocomplete(person, command, option, beginning)
        found |= {choice["value"]: choice["name"] for choice in reply.choices}
    return [(name, value) for value, name in found.items()]


def commands(words: Vocabulary, seed: int) -> Iterator[Deed]:
    """Give commands without end, each command as often as the others, options filled at random."""
    rng = random.Random(seed)
    usable = [command for command in words.commands if _fillable(words, command)]
    while True:
        command = rng.choice(usable)
        filled: list[tuple[str, object]] = []
        meant: list[object] = [command["name"]]
        for option in command.get("options", []):
            known = words.values.get((command["name"], option["name"]))
            if known and (option.get("required") or rng.random() < _OPTIONAL):
                name, value = rng.choice(known)
                filled.append((option["name"], _value(rng, option, name, value)))
                meant += [option["name"], value]
        yield Deed(command["name"], tuple(filled), meaning=tuple(meant))


def typing(words: Vocabulary, seed: int) -> Iterator[Deed]:
    """Give beginnings typed into options without end: nothing, some letters, all of a name."""
    rng = random.Random(seed)
    keys = [
        key
        for key, known in words.values.items()
        if known and key[0] in words.names and _typed_into(words, *key)
    ]
    while keys:
        command, option = rng.choice(keys)
        name, _ = rng.choice(words.values[command, option])
        yield Deed(command, (), option, _plain(rng, name)[: rng.choice((0, 1, 2, 3, 5, 8, 13))])


def once(deeds: Iterator[Deed], before: Iterable[Deed] = (), patience: int = 5000) -> Iterator[Deed]:
    """Give each question the first time only, none of those before; end where no new one comes."""
    seen = {deed.meaning for deed in before}
    stale = 0
    for deed in deeds:
        stale += 1
        if deed.meaning not in seen:
            stale = 0
            seen.add(deed.meaning)
            yield deed
        elif stale > patience:
            return


def each_new(words: Vocabulary, seed: int, before: Iterable[Deed], few: int, most: int) -> list[Deed]:
    """Return questions, none twice, of the commands that have more than a few.

    They come in turns, so that each command is asked as often as the others, at most so often, and end where
    one has no more.
    """
    turns = []
    for name in sorted(words.names):
        deeds = once(commands(words.only({name}), seed), before)
        first = list(itertools.islice(deeds, few))
        if len(first) == few:
            turns.append(itertools.islice(itertools.chain(first, deeds), most))
    return [deed for round_ in zip(*turns, strict=False) for deed in round_]


def _fillable(words: Vocabulary, command: dict[str, Any]) -> bool:
    options = command.get("options", [])
    return all(not o.get("required") or words.values.get((command["name"], o["name"])) for o in options)


def _typed_into(words: Vocabulary, command: str, option: str) -> bool:
    described = next(found for found in words.commands if found["name"] == command)
    return any(o["name"] == option and o.get("autocomplete") for o in described["options"])


def _value(rng: random.Random, option: dict[str, Any], name: str, value: object) -> object:
    """Return what was picked, or, for half of the texts, the name as one types it."""
    if option["type"] != _TEXT or rng.random() < 0.5:
        return value
    return _plain(rng, name.partition(" · ")[0])


def _plain(rng: random.Random, name: str) -> str:
    if rng.random() < 0.5:
        return name
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.lower()
