"""Buttons and menus of a reply, as Discord is sent them: five buttons at most, the most wanted first.

They carry their query in their `custom_id` or value; `buttons.py` has what a press does.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord_ui.limits import cut
from bot.queries.query import Query, encode
from bot.replies.language import Language
from bot.replies.reply import Link, LinkMenu, Menu, Option, Reply

CUSTOM_ID, _LABEL, _PLACEHOLDER, _OPTION, _OPTIONS = 100, 80, 150, 100, 25
_BUTTONS, _LINK_MENUS = 5, 2
_MOST_LINKS = 100
"""Links that are looked at for a row or a menu, some of which may lead to the same answer."""
_ROW, _BUTTON, _SELECT = (
    discord.ComponentType.action_row.value,
    discord.ComponentType.button.value,
    discord.ComponentType.select.value,
)
BLUE, _GREY, _GREEN, _LINK = (
    discord.ButtonStyle.primary.value,
    discord.ButtonStyle.secondary.value,
    discord.ButtonStyle.success.value,
    discord.ButtonStyle.link.value,
)
TEXT, DETAILS = "t", "i"

Control = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reply stands, which decides its buttons.

    `query` is what its pages ask again, `point` what of the answer was asked for, `view` "", TEXT or DETAILS.
    With `publish`, what is chosen from a private message is answered for everybody; `alone` is an answer that
    one person sees and may show to everybody. `report_url` is where to report a mistake.
    """

    query: Query | None = None
    point: str = ""
    view: str = ""
    publish: bool = False
    alone: bool = False
    report_url: str | None = None


def controls(reply: Reply, t: Language, place: Place) -> list[list[Control]]:
    """Return the rows of menus and buttons; links that have no room as a button are in a menu."""
    # In a game nothing is asked, shown otherwise or gone on from.
    query = encode(place.query) if place.query is not None and not reply.choices else None
    beside = [*_views(reply, t, place, query), *_turns(reply, t, place, query)]
    beside = [*beside, *_asking(place, t, query)][-_BUTTONS:]
    links = [*_others(reply.links[:_MOST_LINKS], query).items()]
    room = _BUTTONS - len(beside) - len(reply.choices)
    if len(links) == room + 1:
        # A menu of one is no choice: of two, or none where there is no room for a button.
        links, room = (links, room - 1) if room else ([], 0)
    mode = "s" if place.publish else "a"
    buttons = [button(link.label, f"{mode}:{encode(link.query)}", style=BLUE) for link in reply.choices]
    buttons += [button(link.label, f"{mode}:{asked}") for asked, link in links[:room]]
    questions = [button(link.label, f"{mode}:{encode(link.query)}") for link in reply.questions[:_BUTTONS]]
    for wanted in (questions or buttons)[:1]:
        wanted["style"] = BLUE
    menus = [*reply.link_menus]
    if len(links) > room:
        menus.append(LinkMenu(t.plain.say("More…"), tuple([link for _, link in links[room:]])))
    rows = [[_club_menu(menu, publish=place.publish)] for menu in reply.menus]
    rows += [questions] if questions else []
    rows += [buttons + beside] if buttons or beside else []
    return rows + [
        [_link_menu(menu, number, publish=place.publish)] for number, menu in enumerate(menus[:_LINK_MENUS])
    ]


def _others(links: Sequence[Link], here: str | None) -> dict[str, Link]:
    """Return the links to other answers than this one by their queries; each answer under its first label."""
    # Two ways to one answer would be two buttons of one `custom_id`, which Discord refuses.
    ways: dict[str, Link] = {}
    for link in links:
        ways.setdefault(encode(link.query), link)
    ways.pop(here or "", None)
    return ways


def _turns(reply: Reply, t: Language, place: Place, query: str | None) -> list[Control]:
    if query is None:
        return []
    # The first page of details is a message of its own, all others take the place of that.
    first = "1" if place.view == DETAILS else ""
    return turning(reply, t, lambda page: f"{place.view or 'a'}{page if page > 1 else first}:{query}")


def _views(reply: Reply, t: Language, place: Place, query: str | None) -> list[Control]:
    """Return the buttons for another view of an answer and for showing it."""
    if place.report_url and place.view == DETAILS:
        return [link_button(t.plain.say("Report a mistake"), place.report_url)]
    if query is None or place.view == DETAILS:
        return []
    buttons = [button(reply.whole, f"a:{query}")] if reply.whole else []
    if place.view == TEXT:
        buttons.append(button(t.plain.say("As a picture"), f"a:{query}"))
    elif reply.picture is not None:
        buttons.append(button(t.plain.say("As text"), f"{TEXT}:{query}"))
    if reply.has_details:
        buttons.append(button(t.plain.say("Details"), f"{DETAILS}:{query}"))
    if place.alone:
        buttons.append(button(t.plain.say("Show to everyone"), f"s:{query}"))
    return buttons


def _asking(place: Place, t: Language, query: str | None) -> list[Control]:
    """Return the button that opens a box for a follow-up question."""
    if query is None or place.view == DETAILS:
        return []
    again = f"q{place.point}:{query}"
    asking = button(t.plain.say("Ask more"), again if len(again) <= CUSTOM_ID else f"q:{query}")
    return [{**asking, "emoji": {"name": "💬"}}]


def turning(reply: Reply, t: Language, id_of: Callable[[int], str]) -> list[Control]:
    """Return the buttons that turn the pages of a reply, those that lead to another page."""
    turns = []
    if reply.page > 1:
        turns.append(button(f"‹ {t.plain.say('Back')}", id_of(reply.page - 1)))
    if reply.page < reply.pages:
        turns.append(button(f"{t.plain.say('Next')} ›", id_of(reply.page + 1)))
    return turns


def action_rows(rows: Iterable[Sequence[Control]]) -> list[Control]:
    """Return rows of controls as Discord is sent them."""
    return [{"type": _ROW, "components": [*row]} for row in rows]


def button(label: str, custom_id: str, *, style: int = _GREY) -> Control:
    """Return a button."""
    return {
        "type": _BUTTON,
        "style": style,
        "label": cut(label, _LABEL),
        "custom_id": custom_id,
    }


def link_button(label: str, url: str) -> Control:
    """Return a button that opens an address."""
    return {"type": _BUTTON, "style": _LINK, "label": cut(label, _LABEL), "url": url}


def _club_menu(menu: Menu, *, publish: bool) -> Control:
    field = menu.query.club_fields.index(menu.field)
    custom_id = f"{'n' if publish else 'm'}{field}:{encode(menu.query)}"
    return club_menu(menu.placeholder, custom_id, menu.options)


def club_menu(placeholder: str, custom_id: str, clubs: Iterable[Option]) -> Control:
    """Return a menu of clubs, whose values are their keys."""
    return _select(placeholder, custom_id, [(club.label, club.key, club.description) for club in clubs])


def _link_menu(menu: LinkMenu, number: int, *, publish: bool) -> Control:
    options = [(link.label, encode(link.query), "") for link in menu.links[:_MOST_LINKS]]
    return _select(menu.placeholder, f"{'k' if publish else 'j'}{number}", options)


def _select(placeholder: str, custom_id: str, options: Iterable[tuple[str, str, str]]) -> Control:
    """Return a menu of options: label, value and what tells it apart; each value once."""
    offered: dict[str, Control] = {}
    for label, value, description in options:
        option = {"label": cut(label, _OPTION), "value": value}
        if description:
            option["description"] = cut(description, _OPTION)
        offered.setdefault(value, option)
    return {
        "type": _SELECT,
        "placeholder": cut(placeholder, _PLACEHOLDER),
        "custom_id": custom_id,
        "options": [*offered.values()][:_OPTIONS],
    }


def confirm_buttons(token: str, t: Language, *, details: bool) -> list[Control]:
    """Return the buttons under a moderator's preview; that for `details` where it has any."""
    buttons = [
        button(t.plain.say("Confirm"), f"d:confirm:{token}", style=_GREEN),
        button(t.plain.say("Cancel"), f"d:cancel:{token}"),
    ]
    return [*buttons, button(t.plain.say("Details"), f"d:details:{token}")] if details else buttons
