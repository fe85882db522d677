"""Free text in words: how it was understood, the answer, the question back, or why there is none."""

import contextlib
import dataclasses
import re
from dataclasses import dataclass

from bot.cache import Snapshot
from bot.errors import ClubChoiceError, NoSuchDayError, QuestionError
from bot.names import NameIndex
from bot.queries import Query, Resolved, answer_to
from bot.queries.highlight import ADDED_UP, counted, matches_in, matches_meant
from bot.queries.interpretation import Reading, Reason, Turn, Understanding
from bot.replies import phrases
from bot.replies.errors import question_reply
from bot.replies.highlight import Highlight, highlight
from bot.replies.introduction import SMALL_TALK, introduction
from bot.replies.language import Language, Marked
from bot.replies.questions import describe, fields_of, question
from bot.replies.ranking import number_in_words
from bot.replies.render import render
from bot.replies.reply import Citation, Link, Part, Reply, Tone, as_text, body, fits_screen
from bot.replies.which_club import with_names

_OTHERS = 2
_MOST_OFFERED = 5
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
        answer = await _answered(understanding, snapshot, t)
        return _in_doubt(answer, understanding, t) if understanding.doubtful else answer
    if understanding.outcome == "ask":
        reply = _question_back(understanding, snapshot.index, t)
        return Asked(reply, private=True, turn=_open_turn(understanding))
    turn = Turn(understanding.examples[0]) if understanding.examples else None
    if understanding.reason in SMALL_TALK:
        reply = await introduction(understanding.reason, snapshot, t)
        links = _example_links(understanding, snapshot.index, t)
        return Asked(dataclasses.replace(reply, questions=(*links, *reply.questions)), turn=turn)
    return Asked(_refusal(understanding, snapshot.index, t), private=True, turn=turn)


async def _answered(understanding: Understanding, snapshot: Snapshot, t: Language) -> Asked:
    reading = understanding.readings[0]
    try:
        resolved, answer = await answer_to(reading.query, snapshot)
    except QuestionError as error:
        reply = question_reply(error, t)
        if reply is None:
            raise
        further = [
            await _answered(Understanding("query", (other,)), snapshot, t) for other in understanding.also
        ]
        first = Asked(reply, reading.query, private=not further, turn=Turn(reading.query, reading.point))
        return dataclasses.replace(first, reply=_together([first, *further], t))
    reply = render(answer, t)
    if reading.point:
        yes_or_no = understanding.yes_or_no
        said = await highlight(reading.point, answer, snapshot, t, yes_or_no=yes_or_no)
        reply = _headed(reply, said, t)
    reply = with_names(reply, resolved, t)
    queries = [other.query for other in understanding.readings[1:]]
    queries += understanding.examples if understanding.doubtful else ()
    others = _other_links(queries, resolved, snapshot.index, t)
    at = 0 if understanding.doubtful else 1
    reply = dataclasses.replace(reply, links=(*reply.links[:at], *others, *reply.links[at:]))
    if others and not understanding.doubtful:
        # Where something else may have been meant, it is said how the question was read.
        reply = dataclasses.replace(reply, lead=(*reply.lead, _as_read(resolved.query, snapshot, t)))
    readings = (reading, *understanding.also)
    if understanding.also and reading.point and reading.point.aim in ("score", "drawn") and _alike(readings):
        total = await _total(readings, snapshot)
        line = t.count("{n} match in all.", "{n} matches in all.", total)
        reply = dataclasses.replace(reply, lead=(t.bold(line), *reply.lead))
    elif understanding.also:
        total, sums = await _sum(readings, snapshot, t)
        if total:
            return await _in_all(understanding, sums, snapshot, t)
        reply = dataclasses.replace(reply, lead=(*sums, *reply.lead))
    if understanding.strange and not understanding.doubtful:
        unread = t.say("I did not get “{words}”.", words=_strange(understanding))
        reply = dataclasses.replace(reply, lead=(unread, *reply.lead))
    first = Asked(reply, resolved.query, turn=Turn(resolved.query, reading.point))
    if not understanding.also:
        return first
    further = [
        await _answered(Understanding("query", (other,), yes_or_no=understanding.yes_or_no), snapshot, t)
        for other in understanding.also
    ]
    # "Who came last, and how many points did they get" is told by one answer.
    further = [each for each in further if body(each.reply) != body(first.reply)]
    if not further:
        return first
    answers = [dataclasses.replace(each, reply=as_text(each.reply)) for each in (first, *further)]
    together = _together(answers, t)
    # Turning pages would turn those of the first answer alone, so the longest are cut to their first lines.
    for at in sorted(range(len(answers)), key=lambda at: len(body(answers[at].reply)), reverse=True):
        if fits_screen(together):
            break
        answers[at] = _in_short(answers[at], snapshot, t)
        together = _together(answers, t)
    return dataclasses.replace(first, reply=together)


def _together(answers: list[Asked], t: Language) -> Reply:
    """Return the answers to the questions of one message as one reply."""
    reply = answers[0].reply
    for further in answers[1:]:
        reply = _joined(reply, further.reply, t)
    return reply


def _in_short(asked: Asked, snapshot: Snapshot, t: Language) -> Asked:
    """Return an answer by its first lines alone, with a button to all of it."""
    reply, query = asked.reply, asked.query
    if query is None or not (reply.lead and reply.parts):
        return asked
    label = describe(query, snapshot.index, t.plain)
    whole = Link(label, query)
    return dataclasses.replace(asked, reply=dataclasses.replace(reply, parts=(), whole=label, links=(whole,)))


def _alike(readings: tuple[Reading, ...]) -> bool:
    """Tell whether readings ask the same of different seasons alone."""
    seasons = [getattr(reading.query, "season", None) for reading in readings]
    same = None not in seasons and len({reading.query.with_values(season=None) for reading in readings}) == 1
    return same and len({reading.point for reading in readings}) == 1


async def _total(readings: tuple[Reading, ...], snapshot: Snapshot) -> int:
    """Return how many matches the points of several answers are about."""
    total = 0
    for reading in readings:
        with contextlib.suppress(QuestionError):
            _, answer = await answer_to(reading.query, snapshot)
            matches = matches_in(answer)
            if reading.point is not None and matches is not None:
                total += len(matches_meant(reading.point, matches))
    return total


async def _in_all(
    understanding: Understanding, sums: tuple[Marked, ...], snapshot: Snapshot, t: Language
) -> Asked:
    """Return what several seasons add up to, with the ways to each, as one answer."""
    replies, links = [], []
    for reading in (understanding.readings[0], *understanding.also):
        with contextlib.suppress(QuestionError):
            resolved, answer = await answer_to(reading.query, snapshot)
            replies.append(with_names(dataclasses.replace(render(answer, t), lead=()), resolved, t))
            links.append(Link(describe(resolved.query, snapshot.index, t.plain), resolved.query))
    years = [getattr(link.query, "season", None) for link in links]
    title = replies[0].title.replace(str(years[0]), phrases.seasons(filter(None, years), t))
    reply = dataclasses.replace(
        replies[0],
        title=Marked(title),
        lead=(*replies[0].lead, *sums),
        parts=(),
        picture=None,
        notes=(),
        source=_both([reply.source for reply in replies if reply.source]),
        links=tuple(links[1:]),
        link_menus=(),
        menus=(),
        whole=links[0].label,
    )
    first = understanding.readings[0]
    return Asked(reply, links[0].query, turn=Turn(links[0].query, first.point))


async def _sum(
    readings: tuple[Reading, ...], snapshot: Snapshot, t: Language
) -> tuple[bool, tuple[Marked, ...]]:
    """Return whether the numbers of several seasons add up, and to what, and of which nothing is known."""
    seasons = [getattr(reading.query, "season", None) for reading in readings]
    point = readings[0].point if _alike(readings) else None
    if point is None or point.aim != "count" or point.what not in ADDED_UP:
        return False, ()
    numbers, club = {}, None
    for season, reading in zip(seasons, readings, strict=True):
        with contextlib.suppress(QuestionError):
            answer = (await answer_to(reading.query, snapshot))[1]
            number = counted(point.what, answer)
            if number is None and matches_in(answer):
                return False, ()  # its matches do not tell
            if number is not None:
                numbers[season], club = int(number), getattr(answer, "club", None)
    missing = [season for season in seasons if season is not None and season not in numbers]
    lacking = (t.say("I know of no results of {seasons}.", seasons=phrases.seasons(missing, t)),)
    if len(numbers) <= 1:
        return False, lacking
    each = " · ".join(f"{season}: {number}" for season, number in sorted(numbers.items()))
    total = t.bold(number_in_words(sum(numbers.values()), str(point.what), t))
    line = t.say("In total: {number} ({each}).", number=total, each=each)
    if club is not None:
        name = phrases.club(club, t)
        line = t.say("{club}, in total: {number} ({each}).", club=name, number=total, each=each)
    return True, (line, *(lacking if missing else ()))


def _headed(reply: Reply, said: Highlight, t: Language) -> Reply:
    """Return a reply that begins with the point of the question; where that is all, without the rest."""
    if not said.alone:
        lines = [line for line in said.lines if not _begins_with(reply, line)]
        return dataclasses.replace(reply, lead=(*lines, *reply.lead))
    return dataclasses.replace(
        reply,
        lead=(*said.lines, *said.matches),
        parts=(),
        picture=None,
        notes=(),
        whole=t.plain.say("Whole answer"),
    )


def _begins_with(reply: Reply, line: Marked) -> bool:
    """Tell whether an answer begins with the number of a line such as "4 goals.", counting the same."""
    told, said = [text.replace("**", "").rstrip(".") for text in ("".join(reply.lead[:1]), line)]
    number = re.search(r"\d[\d.,]*", told)
    return number is not None and told.find(said) == number.start()


def _open_turn(understanding: Understanding) -> Turn:
    """Return what a reply to the bot's own question continues: the choice, else the likeliest reading."""
    error = understanding.error
    if not understanding.readings:
        return Turn(understanding.examples[0])
    first = understanding.readings[0]
    if not isinstance(error, ClubChoiceError):
        return Turn(first.query, first.point)
    keys = [candidate.club.key for _, name in error.choices for candidate in name.candidates]
    return Turn(error.query, first.point, tuple(keys))


def _joined(reply: Reply, further: Reply, t: Language) -> Reply:
    """Return a reply with that to a second question of the message below it."""
    sources = [source for source in (reply.source, further.source) if source]
    notes = (Part(None, tuple(map(t.small, reply.notes))),) if reply.notes else ()
    return dataclasses.replace(
        reply,
        parts=(*reply.parts, *notes, Part(t.bold(further.title), further.lead), *further.parts),
        notes=further.notes,
        source=_both(sources),
        links=(*reply.links, *further.links),
        menus=(*reply.menus, *further.menus),
    )


def _both(sources: list[Citation]) -> Citation | None:
    """Return the citation of two answers in one."""
    if not sources:
        return None
    short = Marked(" · ".join(dict.fromkeys(source.short for source in sources)))
    return Citation(short, lambda: tuple(line for source in sources for line in source.full))


def _as_read(query: Query, snapshot: Snapshot, t: Language) -> Marked:
    latest = max(snapshot.editions if query.of_honours else snapshot.seasons, default=None)
    return t.small(t.say("Understood as: {question}", question=describe(query, snapshot.index, t, latest)))


def _in_doubt(answer: Asked, understanding: Understanding, t: Language) -> Asked:
    """Return an answer that says first that it may not be what was meant."""
    if not answer.answered:
        return answer
    line = t.say("I may have misunderstood you. Is this what you meant?")
    if understanding.strange:
        line = t.say("I did not get “{words}”. Is this what you meant?", words=_strange(understanding))
    reply = dataclasses.replace(answer.reply, lead=(line, *answer.reply.lead), tone=Tone.CHOICE)
    return dataclasses.replace(answer, reply=reply)


def _other_links(others: list[Query], resolved: Resolved, index: NameIndex, t: Language) -> tuple[Link, ...]:
    """Return buttons for what else may have been meant, likeliest first."""
    links = {}
    for other in others:
        if other != resolved.query:
            label = t.plain.say("Or: {question}", question=question(other, index, t.plain))
            links[label] = Link(label, other)
    return tuple(links.values())[:_OTHERS]


def _question_back(understanding: Understanding, index: NameIndex, t: Language) -> Reply:
    if isinstance(understanding.error, ClubChoiceError):
        reply = question_reply(understanding.error, t)
        if reply is not None:
            return reply
    readings = [reading.query for reading in understanding.readings if reading.error is None]
    queries = [*dict.fromkeys((*readings, *understanding.examples))][:_MOST_OFFERED]
    if understanding.reason is Reason.VENUE:
        lead = t.say(
            "My sources do not say on whose ground a match was played. Is this what you want to know?"
        )
    elif understanding.reason is Reason.WHO_SCORED:
        lead = t.say(
            "My sources name the top scorer of an edition, not who scored in a match. "
            "Is this what you want to know?"
        )
    elif understanding.reason is Reason.WHICH_SEASON:
        lead = t.say("Which year do you mean?")
    elif understanding.reason is Reason.NOTHING:
        lead = t.say("I did not understand the question. Is it one of these?")
    elif understanding.strange and len(queries) > 1:
        lead = t.say("I did not get “{words}”. Is it one of these?", words=_strange(understanding))
    elif understanding.strange:
        lead = t.say("I did not get “{words}”. Is this what you want to know?", words=_strange(understanding))
    elif len(queries) == 1:
        lead = t.say("Is this what you want to know?")
    else:
        lead = t.say("It can be one of these:")
    return Reply(
        title=t.say("What do you mean?"),
        lead=(lead,),
        links=tuple(Link(question(query, index, t.plain), query) for query in queries),
        tone=Tone.CHOICE,
    )


def _refusal(understanding: Understanding, index: NameIndex, t: Language) -> Reply:
    error = understanding.error
    links = _example_links(understanding, index, t)
    intro = [t.say("You can ask, for example:")] if links else []
    if error is not None and not isinstance(error, NoSuchDayError):
        reply = question_reply(error, t)
        if reply is not None:
            return dataclasses.replace(reply, links=(*reply.links, *links))
    if isinstance(error, NoSuchDayError) and error.near:
        days = t.join([t.bold(t.date(day, length="long")) for day in error.near])
        reason = t.say("I have no match on that day. The nearest days: {days}.", days=days)
    else:
        reason = _reason(understanding, t)
    titles = {
        Reason.EMPTY: t.text("Copa Perú"),
        Reason.NOTHING: t.say("I did not get that"),
        Reason.NO_SUCH_DAY: t.say("No match on that day"),
    }
    title = titles.get(understanding.reason or Reason.NOTHING, t.say("I do not know that"))
    tone = Tone.NOTICE if understanding.reason is Reason.EMPTY else Tone.FAILED
    return Reply(title=title, lead=(reason, *intro), links=links, tone=tone)


def _example_links(understanding: Understanding, index: NameIndex, t: Language) -> tuple[Link, ...]:
    return tuple(Link(question(q, index, t.plain), q) for q in understanding.examples)


def _reason(understanding: Understanding, t: Language) -> Marked:
    match understanding.reason:
        case Reason.EMPTY:
            return t.say("Ask me something on the Copa Perú, in your own words.")
        case Reason.FUTURE:
            return t.say("I know past editions only: nothing live, and no matches to come.")
        case Reason.ELSEWHERE:
            return t.say("I only know the Copa Perú: its clubs, results, tables, champions and top scorers.")
        case Reason.NO_SUCH_DAY:
            return t.say("I have no match on that day.")
    return t.say("I did not understand the question. Ask it in other words, please.")


def _strange(understanding: Understanding) -> str:
    """Return the words that were not understood, those that several phrases share once."""
    words: list[str] = []
    for phrase in understanding.strange:
        more = phrase.split()
        if f" {phrase} " not in f" {' '.join(words)} ":
            shared = max(n for n in range(len(more) + 1) if words[len(words) - n :] == more[:n])
            words += more[shared:]
    text = " ".join(words)
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
    for name in fields_of(query.kind):
        value = getattr(query, name)
        club = index.club(str(value)) if name in query.club_fields else None
        if value is not None:
            options[name] = [club.name, club.department] if club else value
    return options
