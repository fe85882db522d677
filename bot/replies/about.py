"""What the bot knows, from where, under which licence, in words."""

import datetime

from bot.queries.about import AboutAnswer, DocumentFact
from bot.queries.season import SeasonOverview
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply, renders

_LINKS = 10
_LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/"


@renders(AboutAnswer)
def about_reply(answer: AboutAnswer, words: Language) -> Reply:
    """Return the documents with what each holds and lacks, the licences, and when the data was loaded."""
    loaded = datetime.datetime.fromisoformat(answer.loaded_at)
    seasons = [d.season for d in answer.documents if d.season is not None]
    licence = words.link(words.say("CC BY-SA 4.0"), _LICENCE_URL)
    return Reply(
        title=words.say("About this bot"),
        lead=(
            words.say("I answer questions on the Copa Perú from season documents, and only from them."),
            words.say(
                "The documents come from Wikipedia, by its authors, under {licence}. "
                "The bot's code is under MIT.",
                licence=licence,
            ),
        ),
        parts=_parts(answer, words),
        notes=(
            words.say(
                "{clubs} known. Data loaded {when}, generation {generation}.",
                clubs=words.count("{n} club", "{n} clubs", answer.clubs),
                when=words.moment(loaded),
                generation=answer.generation[:12],
            ),
        ),
        source=_source(answer.articles, words),
        links=tuple([Link(str(year), SeasonOverview(year)) for year in seasons[:_LINKS]]),
        page=answer.window.page,
        pages=answer.window.pages,
    )


def _parts(answer: AboutAnswer, words: Language) -> tuple[Part, ...]:
    documents = Part(
        words.bold(words.say("Documents")), tuple([_document(d, words) for d in answer.documents])
    )
    if answer.window.page < answer.window.pages:
        return (documents,)
    reading = Part(
        words.bold(words.say("How to read the answers")),
        (
            words.say("What a document states and what is worked out from its matches are told apart."),
            words.say("“Not in the document” does not mean that it did not happen."),
        ),
    )
    return documents, reading


def _source(articles: int, words: Language) -> str | None:
    if not articles:
        return None
    titles = words.plain.count("{n} article", "{n} articles", articles)
    return words.plain.say("Source: Wikipedia (CC BY-SA 4.0), {places}", places=titles)


def _document(found: DocumentFact, words: Language) -> Marked:
    if found.season is None:
        return words.say("⚠️ {name}: {reason}", name=found.name, reason=found.reason or "?")
    parts = [
        words.count("{n} team", "{n} teams", found.teams),
        words.count("{n} match", "{n} matches", found.matches),
    ]
    if found.lost_tables:
        parts.append(words.count("{n} table lost", "{n} tables lost", found.lost_tables))
    if found.errors:
        parts.append(words.count("{n} contradiction", "{n} contradictions", found.errors))
    if found.added:
        day = datetime.datetime.fromisoformat(found.added).date()
        parts.append(words.say("added by a moderator on {date}", date=day))
    if found.held:
        parts.append(words.say("its last good version, for what is wrong with a newer one"))
    return Marked(f"{words.bold(found.season)}: {', '.join(parts)}")
