"""English and Spanish: no sentence lacks one, none is there twice, people get their own."""

import datetime
import re
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.lists import format_list
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from discord import app_commands

from bot.commands import all_commands
from bot.model import MatchStatus
from bot.problems import sentences
from bot.queries import KINDS
from bot.replies.language import Language, Marked, language
from tests.replies.sentences import BOT, Unreadable, said
from tests.simulated import ask, labels, text_of

SPANISH = sorted((BOT / "replies" / "locale" / "es").glob("*.po"))
CONTEXTS = {"command", "option", "heading", "letter", "note", "record", "status", None}

# What is said there is a description of a command, a kind of question or a problem: all looked at below.
SAYS_WHAT_STANDS_ELSEWHERE = {
    ("bot/replies/help.py", "cls.summary"),
    ("bot/replies/phrases.py", "issue.message"),
    ("bot/discord_ui/translator.py", "string.message"),
    ("bot/local_page.py", "thing[key]"),
}


def messages(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="es") if message.id]


def english(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def texts(message: Message) -> list[str]:
    return [message.string or ""] if isinstance(message.string, str | None) else list(message.string)


TRANSLATED = [(path.name, message) for path in SPANISH for message in messages(path)]
CATALOGUE = {(message.context, english(message)): message for _, message in TRANSLATED}


def commands() -> Iterator[app_commands.Command]:
    for found in all_commands():
        if isinstance(found, app_commands.Group):
            yield from found.walk_commands()
        elif isinstance(found, app_commands.Command):
            yield found


def descriptions() -> dict[str, str]:
    """All that Discord shows in English of commands and options, but for their names."""
    found = {cls.summary: f"the summary of {cls.kind}" for cls in KINDS.values()}
    for command in commands():
        found[command.description] = f"/{command.qualified_name}"
        if command.parent:
            found[command.parent.description] = f"/{command.parent.qualified_name}"
        for option in command.parameters:
            found[str(option.description)] = f"/{command.qualified_name} {option.name}"
            found |= {choice.name: f"a choice of {option.name}" for choice in option.choices}
    return found


def names() -> dict[tuple[str, str], str]:
    """The names of commands and options, each under its context."""
    found = {}
    for command in all_commands():
        if not isinstance(command, app_commands.ContextMenu):
            found["command", command.name] = f"/{command.name}"
    for command in commands():
        found["command", command.name] = f"/{command.qualified_name}"
        for option in command.parameters:
            found["option", option.name] = f"/{command.qualified_name} {option.name}"
    return found


def needed() -> dict[tuple[str | None, str], str]:
    """Every message that can be said, under its context, with the place that says it."""
    found: dict[tuple[str | None, str], str] = {}
    for one in said():
        if not isinstance(one, Unreadable):
            found[None, one.text] = one.place
    found |= {(None, text): "the checks of documents" for text in sentences()}
    found |= {(None, text): place for text, place in descriptions().items()}
    menus = [one for one in all_commands() if isinstance(one, app_commands.ContextMenu)]
    found |= {("command", menu.name): "a message's menu" for menu in menus}
    found |= {("letter", letter): "phrases.letter" for letter in "WDL"}
    found |= {("status", status.value.replace("_", " ")): "MatchStatus" for status in MatchStatus}
    return found | names()


def test_no_sentence_lacks_spanish():
    missing = {f"{place}: {key}" for key, place in needed().items() if key not in CATALOGUE}
    assert missing == set()


def test_no_translation_is_of_a_sentence_that_is_said_no_more():
    wanted = needed()
    of_documents = {"heading", "note", "record"}
    obsolete = {
        f"{name}: {key}"
        for name, message in TRANSLATED
        if message.context not in of_documents and (key := (message.context, english(message))) not in wanted
    }
    assert obsolete == set()


def test_whatever_is_said_stands_in_the_code_as_text():
    unreadable = [one for one in said() if isinstance(one, Unreadable)]
    found = {(one.place.rpartition(":")[0], one.code) for one in unreadable}
    assert found == SAYS_WHAT_STANDS_ELSEWHERE


def test_each_sentence_stands_once():
    stands = Counter((message.context, english(message)) for _, message in TRANSLATED)
    twice = {
        key: [name for name, message in TRANSLATED if (message.context, english(message)) == key]
        for key, times in stands.items()
        if times > 1
    }
    assert twice == {}


def test_each_translation_is_whole_and_settled():
    faults = [
        f"{name}: {english(message)}"
        for name, message in TRANSLATED
        if message.fuzzy or not all(texts(message)) or message.context not in CONTEXTS
    ]
    assert faults == []


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_places_of_a_sentence_are_the_same_in_both_languages():
    differing = []
    for name, message in TRANSLATED:
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set().union(*(places(original) for original in originals))
        # A singular may spell its number out; nothing else may be lost or made up.
        for text in texts(message):
            if places(text) | {"n"} != wanted | {"n"}:
                differing.append(f"{name}: {english(message)}")
    assert differing == []


def test_singular_and_plural_are_kept_apart_in_both_languages():
    one_or_many = {one.text: one.plural for one in said() if not isinstance(one, Unreadable)}
    differing = [
        f"{name}: {message.id}"
        for name, message in TRANSLATED
        if message.context is None
        and english(message) in one_or_many
        and one_or_many[english(message)] != (message.id[1] if isinstance(message.id, tuple) else None)
    ]
    assert differing == []


def test_names_of_commands_and_options_are_such_as_discord_takes():
    faults = [
        f"{context} {name} → {spanish}"
        for context, name in names()
        if (message := CATALOGUE.get((context, name)))
        and not re.fullmatch(r"[a-z0-9_-]{1,32}", spanish := str(message.string))
    ]
    assert faults == []


def test_no_two_commands_and_no_two_options_of_one_have_the_same_spanish_name():
    t = language("es-419", markup=False)
    top = [t.term("command", c.name) for c in all_commands() if not isinstance(c, app_commands.ContextMenu)]
    assert len(top) == len(set(top)), top
    for command in commands():
        options = [t.term("option", option.name) for option in command.parameters]
        assert len(options) == len(set(options)), command.qualified_name


def test_descriptions_fit_into_discord_in_spanish():
    t = language("es-419", markup=False)
    too_long = [text for text in descriptions() if not 1 <= len(t.say(text)) <= 100]
    assert too_long == []


def test_words_of_documents_are_kept_in_small_letters():
    words = [m.id for _, m in TRANSLATED if m.context in ("heading", "note", "record")]
    assert [word for word in words if word != word.lower()] == []


@pytest.mark.parametrize(
    ("tag", "date", "one", "many"),
    [
        ("en-US", "Jan\u00a019,\u00a01997", "1 match", "2 matches"),
        ("es-419", "19\u00a0ene\u00a01997", "1 partido", "2 partidos"),
        ("es-ES", "19\u00a0ene\u00a01997", "1 partido", "2 partidos"),
        ("pt-BR", "Jan\u00a019,\u00a01997", "1 match", "2 matches"),
    ],
)
def test_dates_and_plurals_are_those_of_the_reader(tag, date, one, many):
    t = language(tag)
    assert t.date(datetime.date(1997, 1, 19)) == date
    assert t.count("{n} match", "{n} matches", 1) == one
    assert t.count("{n} match", "{n} matches", 2) == many


@pytest.mark.parametrize(
    ("names", "last", "joined"),
    [
        (["Huánuco", "Ica"], "and", "Huánuco e Ica"),
        (["Ancash", "Huánuco", "Ica"], "and", "Ancash, Huánuco e Ica"),
        (["Ica", "Puno"], "and", "Ica y Puno"),
        (["Lima", "Hielo"], "and", "Lima y Hielo"),
        (["V", "VI", "I"], "and", "V, VI y I"),
        (["Melgar", "Octavio Espinosa"], "or", "Melgar u Octavio Espinosa"),
        (["Melgar", "CNI"], "or", "Melgar o CNI"),
    ],
)
def test_spanish_lists_sound_right(names, last, joined):
    t = language("es-419", markup=False)
    assert t.join([t.text(name) for name in names], last=last) == joined
    marked = language("es-419")
    assert marked.join([marked.bold(name) for name in names], last=last).replace("**", "") == joined


@pytest.mark.parametrize("tag", ["en-US", "en-GB", "es-ES", "es-419"])
@pytest.mark.parametrize("last", ["and", "or"])
def test_lists_are_parted_as_the_locale_has_them(tag, last):
    t = language(tag)
    style = "or" if last == "or" else "standard"
    for number in range(6):
        names = ["Puno", "Lima", "Tacna", "Junín", "Cusco"][:number]
        assert t.join(names, last=last) == format_list(names, style=style, locale=t.locale)


def test_a_counted_sentence_has_its_other_places_filled_too():
    t = language("en-US")
    for n, told in ((1, "*a*: 1 point"), (2000, "*a*: 2,000 points"), (1, "*a*: 1 point")):
        club = Marked("*a*")
        assert t.count("{club}: {n} point", "{club}: {n} points", n, club=club) == told


def test_a_sentence_without_one_of_its_values_is_not_said():
    with pytest.raises(KeyError):
        language("en-US").say("Season {season}")


def test_text_with_marks_is_told_from_the_same_text_that_somebody_wrote():
    words = Language("en-US")
    for _ in range(2):
        assert words.say("Season {season}", season="*1996*") == r"Season \*1996\*"
        assert words.say("Season {season}", season=Marked("*1996*")) == "Season *1996*"


def test_neither_long_texts_nor_very_many_are_kept():
    words = Language("en-US")
    words.text("x" * 100_000)
    assert not words._texts
    for number in range(10_000):
        words.text(number)
    assert len(words._texts) < 5000


def test_what_people_wrote_never_becomes_markup_or_a_place():
    t = language("es-419")
    said = t.say("I know no club called “{typed}”.", typed="**{typed}** @everyone [x](http://y)")
    assert "{typed}" in said
    assert "@everyone" not in said
    assert "**" not in said.replace("\\*", "")


@pytest.mark.parametrize("locale", ["es-419", "es-ES"])
async def test_who_reads_spanish_is_answered_in_spanish(fan, locales, locale):
    locales[fan.id] = locale
    answer = await ask(fan, "results", team="José Gálvez", season=1996)
    text = text_of(answer)
    assert "Resultados: José Gálvez (Ancash), 1996" in text
    assert "ganó 4, empató 1 y perdió 0 de los 5 partidos" in text
    assert "Etapa final" in text
    assert "19 ene" in text
    assert "Wikipedia, “1996 Copa Perú”" in text
    assert "Temporada 1996" in labels(answer)


@pytest.mark.parametrize("locale", ["en-GB", "fr", "pt-BR"])
async def test_all_others_are_answered_in_english(fan, locales, locale):
    locales[fan.id] = locale
    assert "Results of José Gálvez" in text_of(await ask(fan, "results", team="José Gálvez"))


async def test_who_presses_is_answered_in_a_language_of_ones_own(fan, hincha):
    answer = await ask(fan, "champion", season=2006)
    pressed = await hincha.click(answer.response, label="Season 2006")
    assert "Copa Perú 2006" in text_of(pressed)
    assert "equipos" in text_of(pressed)


async def test_what_cannot_be_answered_is_told_in_spanish_too(hincha):
    assert "No tengo nada de 1900" in text_of(await ask(hincha, "champion", season=1900))
    assert "No conozco ese club" in text_of(await ask(hincha, "results", team="Real Madrid"))
    assert "¿Qué club?" in text_of(await ask(hincha, "results", team="municipal"))


async def test_what_the_load_found_wrong_is_told_in_spanish_too(hincha):
    answer = await ask(hincha, "season", season=1997)
    text = text_of(await hincha.click(answer.response, label="Detalles"))
    assert "La Libertad tiene equipos en la lista, pero no está en ninguna región" in text
    assert "has teams in the list" not in text


async def test_discord_is_told_the_spanish_names_and_descriptions(env):
    sent = env.backend.commands[None].values()
    t = language("es-419", markup=False)
    named = {command["name"]: command for command in sent}
    for command in sent:
        assert_spanish(command, "command", t)
        for option in command.get("options", ()):
            assert_spanish(option, "option", t)
            for choice in option.get("choices", ()):
                assert_localised(choice, "name", t.say(choice["name"]))
    assert named["champion"]["name_localizations"] == {"es-ES": "campeon", "es-419": "campeon"}


def assert_spanish(part, context, words):
    assert_localised(part, "name", words.term(context, part["name"]))
    if part.get("description"):  # what stands in a message's own menu has none
        assert_localised(part, "description", words.say(part["description"]))


def assert_localised(part, key, spanish):
    # Discord needs no translation that is the same.
    expected = {"es-ES": spanish, "es-419": spanish} if spanish != part[key] else {}
    assert part.get(f"{key}_localizations", {}) == expected, part[key]


def test_a_text_without_end_is_cut():
    shown = language("en").text("*" * 1_000_000)
    assert shown.endswith("\\*…")
    assert len(shown) < 200_000
