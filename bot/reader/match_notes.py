"""What is said of a match beside its teams: a note is parsed clause by clause, never scanned for words.

A clause, as a string of letters (`note_clauses`), must match a rule as a whole. One that matches none is kept
as text; where it speaks of points, awards, annulment or penalties it is a doubt.
"""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.model import MatchStatus
from bot.reader.dates import DateText
from bot.reader.document_text import split_outside
from bot.reader.note_clauses import DASH, SCORE, NoteClause, note_clause, phrases
from bot.text import fold

ABOUT = re.compile(
    r"(?:stadium|estadio|venue|cancha|attendance|asistencia|referee|[aá]rbitro|juez|goals?|goles|scorers?)\b|@",
    re.IGNORECASE,
)
"""How a note begins that tells venue, people or scorers, never the result."""
_LONGEST = 300
_DANGER = re.compile(r"[apknFbvuitSPX]|[HA]\??q|q.*[HA]")
ATTACHED = re.compile(r"(?<=\d)(?=(?:p|pens?|pso|aet)\b)", re.IGNORECASE)
"""Where a word is written on to its number: "4–3p"."""
_TO = re.compile(r"(?<![\w-])(\d{1,2}) (?:a|to) (\d{1,2})(?![\w-])")
_BY = re.compile(rf"\b(?:por|by) (?=\d{{1,2}}\s?{DASH})")
_SENTENCE_END = re.compile(r"(?<=[\w)]{2})\.\s+(?=\D)")
_AND = re.compile(r"\s+(?:and|y|but|pero)\s+")


@dataclass(frozen=True, slots=True)
class Score:
    """What is said of a match beside its teams.

    `played` is the score on the pitch where another one counts; `through` the side ("home", "away") that won
    where no number says so. `bare` are two numbers without a word: of half-time, the aggregate
    or a shoot-out. `aggregate` is the stated total of the tie, home first, `settled_by` what settled that.
    `doubts` are notes that may change the result and are not understood.
    """

    goals: tuple[int, int] | None = None
    penalties: tuple[int, int] | None = None
    extra_time: bool = False
    status: MatchStatus = MatchStatus.PLAYED
    notes: tuple[str, ...] = ()
    date: DateText | None = None
    played: tuple[int, int] | None = None
    through: str | None = None
    bare: tuple[int, int] | None = None
    only_shoot_out: bool = False
    aggregate: tuple[int, int] | None = None
    settled_by: str | None = None
    doubts: tuple[str, ...] = ()

    def settled(self) -> "Score":
        """Return the score as the model keeps it: a match broken off or put off has none but in the note."""
        if self.goals is None or self.status in (MatchStatus.PLAYED, MatchStatus.AWARDED):
            return self
        if self.status is MatchStatus.WALKOVER:
            return replace(self, status=MatchStatus.AWARDED)
        written = f"{self.goals[0]}–{self.goals[1]}"
        return replace(self, goals=None, penalties=None, notes=(written, *self.notes))


def read_note(text: str, score: Score, sides: tuple[str, str], season: int | None = None) -> Score:
    """Return `score` with what a note says of it; what is no fact of its own stays in the notes."""
    text = text.strip(" ,;")
    if re.fullmatch(r"\([^()]*\)|\[[^\[\]]*\]", text):
        text = text[1:-1].strip()
    if len(text) > _LONGEST or ABOUT.match(text) or not fold(text):
        about_shoot_out = SCORE.search(text) and "p" in note_clause(text[:_LONGEST], sides, season).letters
        doubts = (*score.doubts, text) if about_shoot_out else score.doubts
        return replace(score, notes=(*score.notes, text), doubts=doubts) if fold(text) else score
    plain = _BY.sub("", _TO.sub(r"\1-\2", ATTACHED.sub(" ", text)))
    score, pure = _parsed(plain, score, sides, season)
    return score if pure else replace(score, notes=(*score.notes, text))


@functools.lru_cache(maxsize=2048)
def tells_result(text: str, sides: tuple[str, str], season: int | None = None) -> bool:
    """Tell whether every clause of a note is understood, and one of them says something of the result."""
    if len(text) > _LONGEST or ABOUT.match(text):
        return False
    clauses = [note_clause(part, sides, season) for part in _parts(text)]
    if not any(re.search(r"[axpkbvtuFnJ]|w.*S", clause.letters) for clause in clauses):
        return False
    return all(_applied(clause, Score()) or _applied(clause, Score((0, 0))) for clause in clauses)


@functools.cache
def _first_words() -> frozenset[str]:
    """Return the words with which a phrase of the result begins."""
    return frozenset(
        phrase[0] for phrase, letter in phrases().items() if re.match(r"[axpkbvtuFnhgGr]", letter)
    )


def begins_note(word: str) -> bool:
    """Tell whether a phrase of the result can begin with a word."""
    return SCORE.match(word) is not None or fold(word).partition(" ")[0] in _first_words()


def is_note(text: str, sides: tuple[str, str], season: int | None = None) -> bool:
    """Tell whether a line under a match can only say how it ended, even if of a club that is neither side."""
    if tells_result(text, sides, season):
        return True
    letters = "".join(note_clause(part, sides, season).letters for part in _parts(text[:_LONGEST]))
    return len(text) <= _LONGEST and re.fullmatch(r"(?=.*[pg])[^?S]*S[^?S]*", letters) is not None


def is_of_another_score(text: str) -> bool:
    """Tell whether a note or a label says that a score is none of the end: of half-time, the aggregate."""
    return (
        len(text) <= _LONGEST
        and re.fullmatch(r"[gh]+", note_clause(text, ("", ""), None).letters) is not None
    )


def _parsed(text: str, score: Score, sides: tuple[str, str], season: int | None) -> tuple[Score, bool]:
    """Return the score with all clauses of a note, and whether no text of it needs to be kept."""
    whole = _applied(note_clause(text, sides, season), score)
    if whole:
        return whole
    before, pure, doubts = score, True, []
    for part in _parts(text):
        pieces = _AND.split(part)
        clauses = [note_clause(piece, sides, season) for piece in pieces]
        if len(pieces) > 1 and not all(_applied(clause, score) for clause in clauses):
            clauses = [note_clause(part, sides, season)]
        for clause in clauses:
            # Two bare numbers beside other words can only be an earlier score.
            bare = clause.letters == "S"
            read = _earlier(clause, score) if bare else None
            applied = ((read, False) if read else None) if bare else _applied(clause, score)
            score, pure = (applied[0], pure and applied[1]) if applied else (score, False)
            if not applied and _DANGER.search(clause.letters):
                doubts.append(part)
    # What is not understood may take back the rest: the printed score stays.
    return (replace(before, doubts=(*before.doubts, *doubts)), False) if doubts else (score, pure)


def _parts(text: str) -> list[str]:
    """Return the clauses of a note: what stands between commas, semicolons and ends of sentences."""
    return [part for piece in split_outside(text) for part in _SENTENCE_END.split(piece) if fold(part)]


def _applied(clause: NoteClause, score: Score) -> tuple[Score, bool] | None:
    for form, apply, pure in _RULES:
        found = form.fullmatch(clause.letters)
        read = apply(found, clause, score) if found else None
        if read:
            return read, pure
    return None


def _oriented(pair: tuple[int, int], winner: str) -> tuple[int, int]:
    """Return two numbers, the greater one for the side H or A."""
    return (max(pair), min(pair)) if winner == "H" else (min(pair), max(pair))


def _winner(goals: tuple[int, int] | None) -> str | None:
    return None if goals is None or goals[0] == goals[1] else "H" if goals[0] > goals[1] else "A"


def _winner_named(found: re.Match[str]) -> str | None:
    """Return the side that a rule names as C or W, or the other one than it names as L or M."""
    named = found.groupdict()
    loser = named.get("L") or named.get("M")
    return named.get("C") or named.get("W") or ({"H": "A", "A": "H"}.get(loser, loser) if loser else None)


def _extra_time(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    known = clause.pair is None or score.goals is None or clause.pair == score.goals
    return replace(score, extra_time=True) if known else None


def _shoot_out(found: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    """The numbers as they stand, or the greater one for the club named C, the smaller for the one named L."""
    pair, winner = clause.pair, _winner_named(found)
    if pair is None or pair[0] == pair[1]:
        return None
    if winner == "O":
        return None
    extra_time = score.extra_time or "x" in clause.letters
    return replace(score, penalties=_oriented(pair, winner) if winner else pair, extra_time=extra_time)


def _shoot_out_between(found: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    """The numbers beside the club to which each belongs: "UTC 5–4 Melgar on penalties"."""
    if clause.pair is None or found["C"] == found["E"] or "O" in clause.letters:
        return None
    return replace(score, penalties=clause.pair if found["C"] == "H" else clause.pair[::-1])


def _won_shoot_out(found: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    return replace(score, through={"H": "home", "A": "away"}[found["C"]])


def _only_shoot_out(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    extra_time = score.extra_time or "x" in clause.letters
    return replace(score, only_shoot_out=True, extra_time=extra_time)


def _award(found: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    """The official result: as the note has it, else the printed one if its winner is the club named."""
    pair, winner = clause.pair, _winner_named(found)
    if winner == "O" or (pair and winner and pair[0] == pair[1]) or clause.letters.count("S") > 1:
        return None
    goals = score.goals
    if pair and winner:
        goals = _oriented(pair, winner)
    elif pair and pair[::-1] != score.goals:
        goals = pair
    elif winner and _winner(score.goals) != winner:
        goals = None
    return _official(score, goals, winner, clause.letters)


def _award_to_neither(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    return _official(score, None, None, "a")


def _official(score: Score, goals: tuple[int, int] | None, winner: str | None, letters: str) -> Score:
    on_pitch = score.played or (score.goals if score.goals != goals else None)
    without_match = goals is None and score.goals is None and "a" not in letters
    status = MatchStatus.WALKOVER if without_match else MatchStatus.AWARDED
    to = {"H": "home", "A": "away"}.get(winner or "") if goals is None else None
    return replace(score, status=status, goals=goals, played=on_pitch, through=to)


def _original(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    """The score on the pitch: "original result 1-2"."""
    return replace(score, played=clause.pair if clause.pair != score.goals else score.played)


def _stood(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    ended = score.status in (MatchStatus.ABANDONED, MatchStatus.ANNULLED)
    goals = clause.pair or score.goals
    return replace(score, status=MatchStatus.PLAYED, goals=goals) if ended and goals else score


def _ended(status: MatchStatus) -> "Apply":
    def apply(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
        goals = score.goals or (clause.pair if status is MatchStatus.ABANDONED else None)
        return replace(score, status=status, goals=goals)

    return apply


def _postponed(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    return replace(score, status=MatchStatus.POSTPONED) if score.goals is None else None


def _bare(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    if score.goals is None or score.bare or score.penalties:
        return None
    return replace(score, bare=clause.pair)


def _earlier(clause: NoteClause, score: Score) -> Score | None:
    """Scores of half-time or of ninety minutes: no side has more goals than at the end."""
    goals = score.goals
    earlier = goals and all(pair[0] <= goals[0] and pair[1] <= goals[1] for pair in clause.pairs)
    return score if earlier else None


def _earlier_scores(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    return _earlier(clause, score)


def _date(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    return replace(score, date=clause.date) if score.date is None else None


def _nothing(_: re.Match[str], clause: NoteClause, score: Score) -> Score | None:
    return score


Apply = Callable[[re.Match[str], NoteClause, Score], Score | None]
Rule = tuple[re.Pattern[str], Apply, bool]
_WHY = r"(?:[zy][^apknFbvuiSs]*)?"
_RULES: tuple[Rule, ...] = tuple(
    (re.compile(form), apply, pure)
    for form, apply, pure in (
        (r"x+|xS|Sx", _extra_time, True),  # a.e.t. · t.s. 0:0
        (r"x?(?:p+S|Sp+)x?", _shoot_out, True),  # 4–3 p · aet, penales 4-3
        # UTC 5–4 pen · CNI wins 4-3 on pens · por definición de penales ganó UTC 4-2
        (r"(?=.*p)x?[wp]*(?P<C>[HAO])[wpx]*Sp*x?", _shoot_out, True),
        (r"(?=.*p)x?[wp]*S[wp]*[cyzw]?(?P<C>[HAO])[wp]*x?", _shoot_out, True),  # 5-4 to UTC on penalties
        # UTC beat Melgar 5–4 on penalties · ganó UTC a Melgar 5-4 por penales
        (r"(?=.*p)p*(?P<C>[HAO])wp*c?[HA]p*Sp*|(?=.*p)p*w(?P<W>[HAO])p*c?[HA]p*Sp*", _shoot_out, True),
        (r"(?=.*p)(?=.*w)p*w?p*(?P<C>[HAO])[wp]*Sp*c[HA]p*", _shoot_out, True),
        (r"(?=.*p)p*(?P<C>[HAO])Sp*(?P<E>[HA])p*", _shoot_out_between, True),  # UTC 5–4 Melgar on penalties
        (r"(?=.*p)p*(?P<L>[HAO])p*lp*Sp*|(?=.*p)p*l(?P<M>O)p*Sp*", _shoot_out, True),  # Melgar lost 4-5 p
        (r"(?=.*p)(?=.*w)[wp]*(?P<C>[HA])[wp]*", _won_shoot_out, False),  # UTC won on penalties
        (r"x?p", _only_shoot_out, True),  # "Melgar 4-3 UTC (pen)"
        # both teams awarded a loss · awarded to neither · perdieron ambos · doble W.O.
        (rf"(?=.*[BN])(?=.*(?:[lkFnv]|N))[BNalickFn]+{_WHY}", _award_to_neither, False),
        # UTC lost the points · UTC perdió en mesa 0-3 · awarded against UTC
        (rf"(?=[^zy]*[aik])(?:(?P<L>[HAO])l[aickS]*|[aickS]*l(?P<M>[HA])){_WHY}", _award, False),
        (r"a", _award, True),  # awarded
        # awarded 3–0 to UTC · le dieron los puntos a UTC en mesa · UTC ganó por walk over · W.O. for UTC
        (
            r"(?=[^zy]*[aik]|[wc]*[zy][HA][aikwcS]*[aik])"
            rf"[aikwc]*S?[aikwc]*[yz]?(?P<C>[HAO])[aikwc]*S?[aikwc]*{_WHY}",
            _award,
            False,
        ),
        (rf"(?=[^zy]*[ak])[akwc]*S?[akwc]*(?<!c){_WHY}", _award, False),  # awarded 3-0
        # UTC did not show up · no se presentó UTC · UTC forfeited, 0-3
        (rf"[aki]*(?P<L>[HAO])[nF]+[aikc]*S?{_WHY}", _award, False),
        (rf"[nF]+[ycD]?(?P<L>[HAO]){_WHY}", _award, False),
        (rf"[nF]+{_WHY}", _award, False),
        (r"b", _ended(MatchStatus.ABANDONED), True),
        (rf"b[cShM#xDq_]*{_WHY}", _ended(MatchStatus.ABANDONED), False),  # abandoned at 1-1 in 75'
        (r"[rS]*s[rS]*", _stood, False),  # the result stood
        (r"v", _ended(MatchStatus.ANNULLED), True),
        (rf"[S]?v[S]?{_WHY}", _ended(MatchStatus.ANNULLED), False),  # annulled by the league
        (r"t[?O]*D[TO#?]*|r[t]?[cD]*T", _nothing, False),  # postponed from 3 May: history
        (r"t", _postponed, True),
        (rf"t(?:c[T#O?]*)?{_WHY}", _postponed, False),
        (r"tc[T#]+", _nothing, False),  # postponed to 5 May, and played
        (r"u", _ended(MatchStatus.NOT_PLAYED), True),
        (rf"u{_WHY}", _ended(MatchStatus.NOT_PLAYED), False),
        (r"r+[wD]*S|Sr+", _original, False),  # original result 1-2 · 1-2 on the pitch
        (r"S", _bare, True),  # (1–0): half-time, aggregate or shoot-out, by what stands around it
        (r"[xh]*S[xh]*S[xhS]*", _earlier_scores, False),  # (1-1, 1-0)
        (r"J?T", _date, True),  # 22 January · played on 22 January
        (r"[HAOyPcziaq?]*P[HAOyPcziaq?]*R+", _nothing, False),  # protest by UTC rejected
        (r"[HAOw]*S?w?[gG]+S?[HAO]?|[HAO]w[HAO]?|[hx]S|S[hx]+", _nothing, False),  # 4-3 on aggregate
        (r"(?=[^S]*M)[^SabkvunFit]*", _nothing, False),  # Pérez 12', Ríos 80' (pen.)
    )
)  # fmt: skip
