"""Articles of wikis in words: what was fetched, what was not and why."""

from bot.errors import WikiError, WikiFault
from bot.replies.language import Language, Marked
from bot.replies.reply import Reply


def wiki_error_reply(error: WikiError, t: Language) -> Reply:
    """Return why a wiki gives no article."""
    return Reply(t.say("Nothing was fetched"), (_fault(error, t),))


def _fault(error: WikiError, t: Language) -> Marked:
    host, reason = t.bold(error.host), error.reason
    match error.fault:
        case WikiFault.NO_CONTACT:
            return t.say(
                "{host} asks whoever fetches articles for a contact: set WIKI_CONTACT to your mail address.",
                host=host,
            )
        case WikiFault.UNREACHABLE:
            return t.say("{host} cannot be reached: {reason}.", host=host, reason=reason)
        case WikiFault.NOT_A_WIKI:
            return t.say(
                "{host} does not answer as a wiki does. Is a login page of the network in the way?",
                host=host,
            )
        case WikiFault.BUSY:
            return t.say(
                "{host} is too busy and asks to wait {seconds} s. Try again later.",
                host=host,
                seconds=reason,
            )
        case WikiFault.REFUSED:
            return t.say("{host} refuses to answer: {reason}.", host=host, reason=reason)
        case WikiFault.TOO_LARGE:
            return t.say(
                "{host} sends more than {size} MiB for one page; it was cut off.",
                host=host,
                size=reason,
            )
