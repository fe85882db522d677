"""What the Copa Perú is and how it is played, from its editions' articles; greetings and thanks."""

from bot.cache import SeasonRef, Snapshot
from bot.model import Season
from bot.queries.facts import season_ref
from bot.queries.help import Help
from bot.queries.interpretation import Reason
from bot.queries.season import stages_of
from bot.replies import citations, phrases
from bot.replies.help import first_questions, welcome_reply, what_is_known
from bot.replies.language import Language, Marked
from bot.replies.links import season_link
from bot.replies.reply import Part, Reply

SMALL_TALK = frozenset({Reason.GREETING, Reason.THANKS, Reason.WHAT_IT_IS, Reason.HOW_IT_WORKS})
_MOST_EDITIONS = 3


async def introduction(reason: Reason, snapshot: Snapshot, t: Language) -> Reply:
    """Return the reply to small talk (one of SMALL_TALK), with questions to go on with."""
    known = await Help().answer(snapshot)
    if reason is Reason.GREETING:
        return welcome_reply(known, t)
    if reason is Reason.THANKS:
        lead = (t.say("Ask me more whenever you like."),)
        return Reply(t.say("You're welcome!"), lead, questions=first_questions(known, t))
    refs = [season_ref(snapshot, year) for year in sorted(snapshot.seasons, reverse=True)[:_MOST_EDITIONS]]
    seasons = [(ref, await snapshot.season(ref.year)) for ref in refs]
    source = citations.source(refs, [], t) if refs else None
    links = tuple(season_link(ref.year, t) for ref in refs)
    how = t.say("Clubs qualify stage by stage, and the last stage decides who wins and who is promoted.")
    if reason is Reason.WHAT_IT_IS:
        what = t.say(
            "The Copa Perú is the promotion tournament of Peruvian football: clubs of the whole country play "
            "for a place in a higher division."
        )
        return Reply(
            t.say("What the Copa Perú is"),
            (what, how, *what_is_known(known, t)),
            source=source,
            links=links,
            questions=first_questions(known, t),
        )
    lines = tuple(line for ref, season in seasons for line in _format(ref, season, t))
    parts = (Part(None, lines), *_in_its_words(seasons, t))
    return Reply(t.say("How the Copa Perú is played"), (how,), parts, source=source, links=links)


def _format(ref: SeasonRef, season: Season, t: Language) -> list[Marked]:
    """Return on one line how many teams an edition had in its list and which stages."""
    stages = [phrases.heading(stage.title, t) for stage in stages_of(season)]
    if not stages:
        return []
    teams = [phrases.teams(len(season.entries), t)] if season.entries else []
    return [Marked(f"{t.bold(ref.year)}: {' · '.join([*teams, ' → '.join(stages)])}")]


def _in_its_words(seasons: list[tuple[SeasonRef, Season]], t: Language) -> list[Part]:
    """Return what the newest article in the reader's language says of the format."""
    for ref, season in seasons:
        opening = [paragraph.text for paragraph in season.paragraphs if not paragraph.source.headings]
        if len(opening) > 1 and _language(ref) == t.code:
            heading = t.bold(t.say("From the article on {season}", season=ref.year))
            return [Part(heading, (t.text(opening[1]),))]
    return []


def _language(ref: SeasonRef) -> str:
    if ref.article:
        return ref.article.language
    return "en" if ref.title[:1].isdigit() else "es"
