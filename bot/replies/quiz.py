"""A quiz in words: a question and its choices, whether the choice was right and why, the score."""

from bot.model import Team
from bot.queries.quiz import Quiz, QuizAnswer
from bot.queries.quiz_facts import Choice, QuizFact, Topic
from bot.queries.quiz_questions import QuizQuestion
from bot.replies import citations, phrases
from bot.replies.command_links import command
from bot.replies.language import Language, Marked
from bot.replies.links import season_link
from bot.replies.reply import Link, Reply, Tone
from bot.tournament.table import PLAY_OFF


def quiz_reply(answer: QuizAnswer, t: Language) -> Reply:
    """Return the question that is open, or what became of its choice."""
    if not answer.questions:
        return _nothing_certain(answer, t)
    question, edition = answer.questions[answer.number - 1], answer.editions[answer.number - 1]
    asked = t.bold(_question(question.fact, t))
    if answer.open:
        again = [t.say("The data has changed since this quiz began, so here is a new one.")]
        return Reply(
            title=_title(answer, t),
            lead=(*(again if answer.renewed else ()), asked),
            notes=_so_far(answer, t),
            choices=_choices(answer, question, t),
        )
    last = answer.number == len(answer.questions)
    return Reply(
        title=_title(answer, t),
        url=citations.article_url(edition),
        lead=(asked, _outcome(answer, question, t), *(_score(answer, t) if last else ())),
        notes=() if last else _so_far(answer, t),
        source=citations.source([edition], question.fact.sources, t),
        choices=(_again(answer, t),) if last else (_next(answer, t),),
        links=_ways_on(answer, t) if last else (),
    )


def others_quiz_reply(name: str | None, season: int | None, t: Language) -> Reply:
    """Return the private sentence to whoever presses in somebody else's quiz."""
    start = command("quiz", t)
    if name:
        lead = t.say("This is {name}'s quiz. Start yours with {command}.", name=t.bold(name), command=start)
    else:
        lead = t.say("This is somebody else's quiz. Start yours with {command}.", command=start)
    own = Link(t.plain.say("My own quiz"), Quiz(season))
    return Reply(title=t.say("Not your quiz"), lead=(lead,), links=(own,), tone=Tone.NOTICE)


def ended_quiz_reply(t: Language) -> Reply:
    """Return the private sentence that a newer quiz has ended the one pressed."""
    lead = t.say("You have since started another quiz here. This one is over.")
    return Reply(title=t.say("This quiz is over"), lead=(lead,), tone=Tone.NOTICE)


def _nothing_certain(answer: QuizAnswer, t: Language) -> Reply:
    """Return why there is no quiz."""
    season = answer.quiz.season
    if season is None:
        return Reply(title=t.say("Quiz"), lead=(t.say("I know too little for certain to make a quiz."),))
    lead = t.say("I know too little of {season} for certain to make a quiz of it.", season=season)
    return Reply(
        title=t.say("Quiz {season}", season=season),
        lead=(*phrases.season_status(answer.status, season, t), lead),
        choices=(Link(t.plain.say("Quiz on all editions"), Quiz()),),
        links=(season_link(season, t),),
    )


def _title(answer: QuizAnswer, t: Language) -> Marked:
    name = t.say("Quiz {season}", season=answer.quiz.season) if answer.quiz.season else t.say("Quiz")
    total = len(answer.questions)
    return t.say("{quiz} · question {number} of {total}", quiz=name, number=answer.number, total=total)


def _so_far(answer: QuizAnswer, t: Language) -> tuple[Marked, ...]:
    """Return the marks of the choices made so far."""
    if not answer.marks:
        return ()
    right = t.say("{right} of {total} right", right=sum(answer.marks), total=len(answer.marks))
    return (Marked(f"{right} · {_marks(answer)}"),)


def _marks(answer: QuizAnswer) -> str:
    return "".join("✅" if mark else "❌" for mark in answer.marks)


def _choices(answer: QuizAnswer, question: QuizQuestion, t: Language) -> tuple[Link, ...]:
    """Return a button for each choice, which carries the quiz with that choice made."""
    here = answer.quiz.with_values(number=answer.number)
    return tuple(
        [
            Link(_label(choice, t.plain), here.with_values(chosen=f"{here.chosen or ''}{place}"))
            for place, choice in enumerate(question.choices)
        ]
    )


def _next(answer: QuizAnswer, t: Language) -> Link:
    label = t.plain.say("Question {number} ›", number=answer.number + 1)
    return Link(label, answer.quiz.with_values(number=answer.number + 1))


def _again(answer: QuizAnswer, t: Language) -> Link:
    return Link(t.plain.say("Play again"), Quiz(answer.quiz.season))


def _ways_on(answer: QuizAnswer, t: Language) -> tuple[Link, ...]:
    """Return the links below the score."""
    season = answer.quiz.season
    if season is not None:
        return (Link(t.plain.say("Quiz on all editions"), Quiz()), season_link(season, t))
    return (season_link(answer.questions[-1].fact.season, t),)


def _label(choice: Choice, t: Language) -> Marked:
    """Return a choice as its button and the sentences name it."""
    if isinstance(choice, Team):
        return phrases.club(choice, t)
    return Marked(f"{choice[0]}–{choice[1]}") if isinstance(choice, tuple) else t.text(choice)


def _outcome(answer: QuizAnswer, question: QuizQuestion, t: Language) -> Marked:
    """Return whether the last choice was right, and what is."""
    fact = _fact(question.fact, t)
    if answer.marks[-1]:
        return t.say("✅ Right! {fact}", fact=fact)
    chosen = t.bold(_label(question.choices[answer.chosen[-1]], t))
    return t.say("❌ Not {choice}. {fact}", choice=chosen, fact=fact)


def _score(answer: QuizAnswer, t: Language) -> tuple[Marked, ...]:
    """Return the score of a finished quiz with a remark on it."""
    right, total = sum(answer.marks), len(answer.questions)
    if right == total:
        remark = t.say("A champion's score!")
    elif 2 * right >= total:
        remark = t.say("Well played.")
    else:
        remark = t.say("There is always a rematch.")
    score = t.bold(t.say("{right} of {total}", right=right, total=total))
    return (t.say("🏁 {score} right: {marks} {remark}", score=score, marks=_marks(answer), remark=remark),)


def _question(fact: QuizFact, t: Language) -> Marked:
    """Return what is asked."""
    values = _values(fact, t)
    match fact.topic:
        case Topic.CHAMPION:
            return t.say("Who won the {season} Copa Perú?", **values)
        case Topic.RUNNER_UP:
            return t.say("Who was the runner-up of {season}?", **values)
        case Topic.YEAR:
            return t.say("In which of these years did {club} win the Copa Perú?", **values)
        case Topic.SCORER:
            return t.say("Who was the top scorer of {season}?", **values)
        case Topic.GOALS:
            return t.say("{text} was the top scorer of {season}. With how many goals?", **values)
        case Topic.HOME:
            return t.say("Which of these clubs came from {text} in {season}?", **values)
        case Topic.DEPARTMENT:
            return t.say("Which department is {club} from?", **values)
        case Topic.THIRD:
            return t.say("Who came third in the final table of {season}?", **values)
        case Topic.LAST:
            return t.say("Who came last in the final table of {season}?", **values)
        case Topic.POINTS:
            return t.say("{club} finished first in {season}. On how many points?", **values)
        case Topic.SCORE if fact.text == PLAY_OFF:
            return t.say("{club} beat {other} in the title play-off of {season}. The score?", **values)
        case Topic.SCORE:
            return t.say("{club} beat {other} in the final of {season}. The score?", **values)
        case Topic.WINNER if values["place"]:
            return t.say("Who beat {club} {score} in {season} ({place})?", **values)
        case Topic.WINNER:
            return t.say("Who beat {club} {score} in {season}?", **values)
    return t.say("{club} had the biggest win I know of in {season}, {score}. Against whom?", **values)


def _fact(fact: QuizFact, t: Language) -> Marked:
    """Return the right answer in a sentence."""
    values = _values(fact, t)
    match fact.topic:
        case Topic.CHAMPION:
            return t.say("{right} won the {season} Copa Perú.", **values)
        case Topic.RUNNER_UP:
            return t.say("{right} was the runner-up of {season}.", **values)
        case Topic.YEAR:
            return t.say("{club} won it in {right}.", **values)
        case Topic.SCORER:
            return t.say("{right} was the top scorer of {season}.", **values)
        case Topic.GOALS:
            return t.say("{text} scored {right} in {season}.", **values)
        case Topic.HOME:
            return t.say("{right} came from {text} in {season}.", **values)
        case Topic.DEPARTMENT:
            return t.say("{club} is from {right}.", **values)
        case Topic.THIRD:
            return t.say("{right} came third in {season}.", **values)
        case Topic.LAST:
            return t.say("{right} came last in {season}.", **values)
        case Topic.POINTS:
            return t.say("{club} had {right} points in {season}.", **values)
        case Topic.SCORE:
            return t.say("{club} beat {other} {right}.", **values)
        case Topic.WINNER:
            return t.say("{right} beat {club} {score}.", **values)
    return t.say("{club} beat {right} {score}.", **values)


def _values(fact: QuizFact, t: Language) -> dict[str, object]:
    """Return what the sentences on a fact name; the score of a match has the winner's goals first."""
    match, club = fact.match, fact.club
    sides = (match.home, match.away) if match else ()
    goals = sorted((match.score if match else None) or (0, 0), reverse=True)
    return {
        "right": t.bold(_label(fact.right, t)),
        "season": fact.season,
        "club": phrases.club(club, t) if club else "",
        "other": next((side.name for side in sides if club and side.key != club.key), ""),
        "text": fact.text,
        "score": Marked(f"{goals[0]}–{goals[1]}"),
        "place": phrases.place(match.stage, match.group, match.round, t) if match else "",
    }
