"""What the bot knows, from where, under which licence, in words."""

import datetime

from bot.cache.documents import ListedDocument
from bot.queries.about import AboutAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import season_link
from bot.replies.reply import Citation, Part, Reply

_LINKS = 10
_LICENCE_URL = "https://creativecommons.org/licenses/by-sa/4.0/"


def about_reply(answer: AboutAnswer, t: Language) -> Reply:
    """Return what there is of each season and what it lacks, the licences, and when the data was loaded."""
    loaded = datetime.datetime.fromisoformat(answer.loaded_at)
    when = Marked(f"<t:{int(loaded.timestamp())}:R>") if t.markup else t.moment(answer.loaded_at)
    seasons = [d.season for d in answer.documents if d.season is not None]
    licence = t.link(t.say("CC BY-SA 4.0"), _LICENCE_URL)
    return Reply(
        title=t.say("About this bot"),
        lead=(
            t.say("I answer questions on the Copa Perú from these sources, and from nothing else."),
            t.say(
                "The texts are Wikipedia's, by its authors, under {licence}; my code is under MIT.",
                licence=licence,
            ),
        ),
        parts=(Part(t.bold(t.say("What I have")), tuple([_document(d, t) for d in answer.documents])),),
        notes=(
            t.say(
                "{clubs} known · updated {when}",
                clubs=t.count("{n} club", "{n} clubs", answer.clubs),
                when=when,
            ),
        ),
        source=_source(answer.articles, t),
        links=tuple([season_link(year, t) for year in seasons[:_LINKS]]),
        more=lambda: (
            Part(
                t.bold(t.say("How to read the answers")),
                (
                    t.say("What a source says and what I add up from results are told apart."),
                    t.say("“Not known” does not mean that it did not happen."),
                    t.say("Data {generation}", generation=answer.generation[:12]),
                ),
            ),
        ),
    )


def _source(articles: int, t: Language) -> Citation | None:
    if not articles:
        return None
    titles = t.count("{n} article", "{n} articles", articles)
    return Citation(t.say("Wikipedia (CC BY-SA 4.0): {places}", places=titles))


def _document(document: ListedDocument, t: Language) -> Marked:
    if document.editions:
        return t.count(
            "List of editions ({name}): champion of {n} edition, or why there was none, with sources",
            "List of editions ({name}): champions of {n} editions, or why there was none, with sources",
            document.editions,
            name=document.name,
        )
    if document.season is None:
        return t.say("⚠️ {name}: {reason}", name=document.name, reason=document.reason or "?")
    parts = phrases.held(document, t)
    if document.errors:
        parts.append(t.count("{n} contradiction", "{n} contradictions", document.errors))
    if document.article:
        parts.append(t.link(citations.revision(document.article, t), document.article.url))
    elif document.added:
        day = datetime.datetime.fromisoformat(document.added).date()
        parts.append(t.say("added by a moderator on {date}", date=day))
    if document.held:
        parts.append(t.say("its last good version, because a newer one has faults"))
    return Marked(f"{t.bold(document.season)}: {', '.join(parts)}")
