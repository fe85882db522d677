"""Free text in words: how it was understood, the answer, the question back, or why there is none."""

import dataclasses
import functools
from dataclasses import dataclass

from bot.cache import Snapshot
from bot.errors import ClubChoiceError, NoSuchDayError, QuestionError
from bot.names import NameIndex
from bot.queries import KINDS, UNCHOSEN, Query, Resolved, answer_to
from bot.queries.interpretation import Reading, Reason, Turn, Understanding
from bot.replies import phrases
from bot.replies.errors import question_reply
from bot.replies.highlight import point_lines
from bot.replies.language import Language, Marked
from bot.replies.ranking import ranking_title
from bot.replies.render import render
from bot.replies.reply import Citation, Link, Part, Reply, body
from bot.replies.which_club import with_names

_OTHERS = 2
_MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """The reply to a question in free text, whole; `query` is what it answers, None for none."""

    reply: Reply
    query: Query | None = None
    private: bool = False
    """Whether it is no answer that others would care for."""
    turn: Turn | None = None
    """What a reply to it goes on from."""

    @property
    def answered(self) -> bool:
        """Whether the reply is the answer to its query, and not the reason why there is none."""
        return self.query is not None and not self.private


async def asked(understanding: Understanding, snapshot: Snapshot, t: Language) -> Asked:
    """Return the reply to what was understood."""
    if understanding.outcome == "query":
        return await _answered(understanding, snapshot, t)
    if understanding.outcome == "ask":
        reply = _question_back(understanding, snapshot.index, t)
        return Asked(reply, private=True, turn=_open_turn(understanding))
    return Asked(_refusal(understanding, snapshot.index, t), private=True)


async def _answered(understanding: Understanding, snapshot: Snapshot, t: Language) -> Asked:
    reading = understanding.readings[0]
    try:
        resolved, answer = await answer_to(reading.query, snapshot)
    except QuestionError as error:
        reply = question_reply(error, t)
        if reply is None:
            raise
        lead = (_heading(reading.query, snapshot, t), *reply.lead)
        turn = Turn(reading.query, reading.point)
        return Asked(dataclasses.replace(reply, lead=lead), reading.query, private=True, turn=turn)
    reply = with_names(render(answer, t), resolved, t)
    point = await point_lines(reading.point, answer, snapshot, t) if reading.point else ()
    lead = (_heading(resolved.query, snapshot, t), *point, *reply.lead)
    others = _other_links(understanding.readings[1:], resolved, snapshot.index, t)
    reply = dataclasses.replace(reply, lead=lead, links=(*others, *reply.links))
    for reading in understanding.also:
        further = await _answered(Understanding("query", (reading,)), snapshot, t)
        reply = _joined(reply, further.reply, t)
    return Asked(reply, resolved.query, turn=Turn(resolved.query, reading.point))


def _open_turn(understanding: Understanding) -> Turn:
    """Return what a reply to a question back goes on from: the choice, else the likeliest reading."""
    error, first = understanding.error, understanding.readings[0]
    if not isinstance(error, ClubChoiceError):
        return Turn(first.query, first.point)
    keys = [candidate.club.key for _, name in error.choices for candidate in name.candidates]
    return Turn(error.query, first.point, tuple(keys))


def _joined(reply: Reply, further: Reply, t: Language) -> Reply:
    """Return a reply with that to a second question of the message below it."""
    sources = [source for source in (reply.source, further.source) if source]
    return dataclasses.replace(
        reply,
        parts=(*reply.parts, Part(t.bold(further.title), further.lead), *further.parts),
        notes=(*reply.notes, *further.notes),
        source=_both(sources),
        links=(*reply.links, *further.links),
        menus=(*reply.menus, *further.menus),
    )


def _both(sources: list[Citation]) -> Citation | None:
    """Return the citation of two answers in one."""
    if not sources:
        return None
    short = dict.fromkeys(source.short for source in sources)
    return Citation(Marked(" · ".join(short)), tuple(line for source in sources for line in source.full))


def _heading(query: Query, snapshot: Snapshot, t: Language) -> Marked:
    latest = max(snapshot.editions if query.of_honours else snapshot.seasons, default=None)
    return t.say("Understood as: {question}", question=t.bold(describe(query, snapshot.index, t, latest)))


def _other_links(
    others: tuple[Reading, ...], resolved: Resolved, index: NameIndex, t: Language
) -> tuple[Link, ...]:
    """Return buttons for the nearest other readings."""
    links = {}
    for other in others:
        if other.query != resolved.query:
            label = t.plain.say("Or: {question}", question=describe(other.query, index, t.plain))
            links[label] = Link(label, other.query)
    return tuple(links.values())[:_OTHERS]


def describe(query: Query, index: NameIndex, t: Language, latest: int | None = None) -> Marked:
    """Return what a query asks on one line: "Results · José Gálvez (Ancash) · 1996".

    `latest` is the season that a query without one means, where it means the latest.
    """
    parts = [_title(query, t)]
    span = phrases.span(getattr(query, "since", None), getattr(query, "until", None), t)
    for name in _fields(query.kind):
        value = getattr(query, name)
        if name in ("thing", "measure", "order", "top", "since", "until"):
            continue
        if name == "season" and query.means_latest:
            value = latest
        if value is None:
            continue
        if name in query.club_fields:
            club = index.club(str(value))
            unknown = t.text("?" if value == UNCHOSEN else value)
            parts.append(phrases.club(club, t) if club else unknown)
        elif name == "region":
            parts.append(t.say("Region {name}", name=str(value).upper()))
        elif name in ("round", "stage"):
            parts.append(_capital(phrases.heading(str(value), t)))
        else:
            parts.append(t.text(value))
    return Marked(" · ".join([*parts, span] if span else parts))


@functools.cache
def _fields(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(KINDS[kind]))


def _capital(text: Marked) -> Marked:
    return Marked(text[:1].upper() + text[1:])


def _title(query: Query, t: Language) -> Marked:
    """Return what a question is about."""
    match query.kind:
        case "ranking":
            return ranking_title(query, t)
        case "champion":
            return t.say("Champion")
        case "season":
            return t.say("Season")
        case "seasons":
            return t.say("All editions")
        case "results":
            return t.say("Results")
        case "matches":
            return t.say("Matches")
        case "standings":
            return t.say("Table")
        case "team":
            return t.say("Club")
        case "versus":
            return t.say("Head to head")
        case "teams":
            return t.say("Teams")
        case "records":
            return t.say("Records")
        case "scorers":
            return t.say("Top scorers")
        case "about":
            return t.say("About the bot")
        case "help":
            return t.say("What you can ask")
    return _capital(t.text(t.term("command", query.kind)))


def _question_back(understanding: Understanding, index: NameIndex, t: Language) -> Reply:
    error = understanding.error
    if isinstance(error, ClubChoiceError):
        reply = question_reply(error, t)
        if reply is not None:
            title = describe(error.query, index, t)
            return dataclasses.replace(reply, lead=(t.bold(title), *reply.lead))
    readings = [reading for reading in understanding.readings if reading.error is None]
    lead = t.say("I can read that in more than one way. Press the one you mean:")
    if understanding.reason is Reason.STRANGE:
        lead = t.say(
            "I do not understand “{words}”. Is this what you want to know?", words=_strange(understanding)
        )
    lines = [Marked(f"• {describe(reading.query, index, t)}") for reading in readings]
    return Reply(
        title=t.say("What do you mean?"),
        lead=(lead, *lines),
        links=tuple(Link(describe(r.query, index, t.plain), r.query) for r in readings),
    )


def _refusal(understanding: Understanding, index: NameIndex, t: Language) -> Reply:
    error = understanding.error
    links = tuple(Link(describe(q, index, t.plain), q) for q in understanding.examples)
    examples = [Marked(f"• {describe(query, index, t)}") for query in understanding.examples]
    intro = [t.say("You can ask, for example:")] if examples else []
    if error is not None and not isinstance(error, NoSuchDayError):
        reply = question_reply(error, t)
        if reply is not None:
            lead = (*reply.lead, *intro, *examples)
            return dataclasses.replace(reply, lead=lead, links=(*reply.links, *links))
    if isinstance(error, NoSuchDayError) and error.near:
        days = t.join([t.bold(t.date(day, length="long")) for day in error.near])
        reason = t.say("The documents hold no match on that day. The nearest: {days}.", days=days)
    else:
        reason = _reason(understanding, t)
    title = t.text("Copa Perú") if understanding.reason is Reason.EMPTY else t.say("That I cannot answer")
    return Reply(title=title, lead=(reason, *intro, *examples), links=links)


def _reason(understanding: Understanding, t: Language) -> Marked:
    match understanding.reason:
        case Reason.EMPTY:
            return t.say("Ask me something on the Copa Perú, in your own words.")
        case Reason.FUTURE:
            return t.say("I know past editions from their documents: nothing of today, no match to come.")
        case Reason.ELSEWHERE:
            return t.say(
                "I know the Copa Perú alone, and of it what the season documents tell: "
                "clubs, matches, tables, champions, top scorers."
            )
        case Reason.NO_SUCH_DAY:
            return t.say("The documents hold no match on that day.")
    return t.say("I did not understand that, and I would rather not guess.")


def _strange(understanding: Understanding) -> str:
    text = " ".join(understanding.strange)
    return text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1] + "…"


def plain_text(reply: Reply) -> str:
    """Return a whole reply as plain text, choices and source with it."""
    blocks = [str(reply.title), body(reply)]
    for menu in reply.menus:
        options = [f"{option.label} · {option.description}" for option in menu.options]
        blocks.append("\n".join([menu.placeholder, *options]))
    blocks.append("\n".join(line for line in (reply.source and reply.source.short, reply.url) if line))
    return "\n\n".join(block for block in blocks if block)


def options_of(query: Query, index: NameIndex) -> dict[str, object]:
    """Return a query's options as the slash command's: clubs as [name, department], empty ones left out."""
    options: dict[str, object] = {}
    for name in _fields(query.kind):
        value = getattr(query, name)
        club = index.club(str(value)) if name in query.club_fields else None
        if value is not None:
            options[name] = [club.name, club.department] if club else value
    return options
