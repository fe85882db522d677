"""Sentences on who is promoted or relegated and where to, whether they assert it or deny it."""

import itertools
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.reader.clubs import Named
from bot.text import fold
from bot.vocabulary import numbers, words

_UP = (
    r"promot(?:e[ds]?|ing|ions?)|ascended|(?:went|go(?:es)?|moved?s?) up|asc(?:end|ien?d)\w*|ascensos?"
    r"|promovid[oa]s?|promocionad[oa]s?|sub(?:e|en|i[oó]|ieron|ir|ir[aá]n?)"
)
_DOWN = (
    r"relegat(?:e[ds]?|ing|ions?)|(?:went|go(?:es)?|moved?s?) down|desc(?:end|ien?d)\w*|descensos?"
    r"|relegad[oa]s?"
)
_VERB = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_NOUN = re.compile(r"(?:promo|relega)tions?|ascensos?|descensos?", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|into|al?|hacia)\s+(?:(?:play|participate|compete) in |jugar (?:en )?|disputar )?"
    r"(?:the |la |el |los |las |their |its |sus? )?",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|whether|in case|provided|si|siempre que|en caso)\b|^\W*(?:had|de haber)\s", re.IGNORECASE
)
_UNREAL = re.compile(
    r"\b(?:(?:w|sh|c)ould have|(?:was|were|due|supposed) to be|iban? a |deb[ií]an? |debi[oó]|debieron|might"
    r"|may have|had (?:\w+ )?(?:been|gone|just|already|previously)|hab[ií]an? "
    r"|habr[ií]an?|hubier\w+|hubies\w+|podr[ií]an?|deber[ií]an?|(?:could|should)(?= be| go))",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:not|never|neither|nor|cannot|no|nunca|jam[aá]s|tampoco|declin\w+|refus\w+|rejected|turned down"
    r"|waived|forfeited|renounc\w+|gave up|failed|unable|denied|barred|prevented|deprived|stripped|avoid\w*"
    r"|escaped?|surviv\w+|saved|spared|renunci\w+|rechaz\w+|desisti\w+|evit\w+|salv[oóa]\w*|impid\w+"
    r"|privad\w+|ineligible|unfit|inhabilitad\w+|(?:lost|perdi[oó]|perdieron) (?:its|their|the|el|su|la)"
    r" (?:right|chance|place|derecho|opci[oó]n|oportunidad|plaza|cupo))\b|n['’]t\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b(?:lost|missed(?: out on)?|perdi[oó]|perdieron) (?:(?:its|their|the|el|su) )?$"
    r"|\bwithout (?:\w+ )?$|\bsin $",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"(?:^|[\s,;])(?:but|however|though|although|pero|aunque|sin embargo|mas)\s", re.IGNORECASE
)
_UNDONE = re.compile(
    r"\W*(?:(?:was|were|is|has been|fue|fueron|qued[oó]) )?(?:later |then |luego )?"
    r"(?:cancell?ed|suspended|annulled|revoked|abolished|cancelad\w+|suspendid\w+|anulad\w+|revocad\w+"
    r"|not \w+|did not|didn['’]t|no (?:hubo|se) )",
    re.IGNORECASE,
)
_WITHDREW = re.compile(
    r"\b(?:withdrew|withdrawn|resigned|retir[oó]\w*|expelled|expulsad\w+)\b", re.IGNORECASE
)
_NOT_ONLY = re.compile(r"\b(?:not|no) (?:only|just|merely|s[oó]lo|solamente|[uú]nicamente)\b", re.IGNORECASE)
_ASIDE = re.compile(r",\s*(?:however|therefore|sin embargo|finally|finalmente)\s*,", re.IGNORECASE)
_ARTICLES = (
    r"(?:the|both|its|their|his|el|la|los|las|al|del|de|of|su|sus|ambos|that|fue|fueron|es|era|by|also|equipo"
    r"|club|team)"
)
_REJECTED = re.compile(
    r"(?:\b(?:not|neither|nor|ni|no|except(?: for)?|but not|instead|rather than|in (?:place|lieu)"
    rf"|en (?:lugar|vez)|excepto|salvo|menos))(?:\s+{_ARTICLES})*\s*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:beat(?:ing)?|defeat(?:ed|ing)|over|against|from|than|lost to|contra|ante|sobre|venc\w+|derrot\w+"
    r"|unlike|besides|a diferencia del?|gan\w+|elimin\w+|replac\w+|reemplaz\w+|behind|ahead|for|por"
    r"|between|entre|hosted by)"
    rf"(?:\s+{_ARTICLES})*\s*$"
    r"|\b(?:to|of|by|a|al|de|del)(?:\s+(?:the|el|la|los|las))?\s*$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:junto|with|alongside|adem[aá]s|as well as|and|y|e|lugar|vez|instead)\s+(?:\S{1,4}\s+){0,2}$",
    re.IGNORECASE,
)
_JOINERS = words("people", "joiners")
_APPOSED = re.compile(
    r"[\s,(:–—-]*(?:(?:the|el|la|los|las|team|club|equipo|being|siendo)\s+)*[\s(]*", re.IGNORECASE
)
_PART = re.compile(
    r"\s+(?:of|de|del)\s+(?:(?:the|each|every|its|la|los|las|cada|el|su|sus|this|that|esta|este)\s+)*"
    r"(?:\w+\s+)?(?:groups?|grupos?|region(?:al|es|s)?|regi[oó]n|zon[ae]s?|series?|semi\S*|quarter\S*"
    r"|cuartos|departa?ment\S*"
    r"|departa\S*|district\S*|distrit\S*|provinc\S*|play|repechaje|ligas?|second|segunda)",
    re.IGNORECASE,
)
_BEFORE_PLACE = re.compile(
    r"(?:\b(?:group|regional|each|every|defending|reigning|previous|former|last|vigente|actual"
    r"|departmental|cada|zone)"
    r"|['’]s)\s+$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:no(?= (?:team|club|side|one|other|equipo|promot|releg)\w*)|nobody|none|neither (?:team"
    r"|club|side|finalist)"
    r"|nadie|ning[uú]n[oa]?)(?: (?:one|team|club|side|other team|other club|equipo|club))?"
    r"(?: (?:of|de) (?:the|los|las)(?: \w+)?)?\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\w'’.ºª°-]+")
_TO_BEHIND = re.compile(r"\s*,?\s*" + _TO.pattern, re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespective(?:ly|mente)\b|\brespectivamente\b", re.IGNORECASE)
_AND_TO = re.compile(r"\s*,?\s*(?:and|y|e)\s+(?:(?:to|al?)\s+)?(?:the |la |el |los |las )?", re.IGNORECASE)
_NEXT_SUBJECT = re.compile(
    r"\s*[,;]?\s*(?:(?:and|y|e|while|mientras(?: que)?|with|con)\s+)?(?:(?:the|its|el|la|los|las|su)\s+)?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*,?\s*(?:(?:was|were|fue|fueron|did|the|el|la|los|las|tanto|solo|only)\s+)*", re.IGNORECASE
)
_LONGEST_SENTENCE = 4000
_MOST_BETWEEN = 120
_MOST_WORDS_BEFORE = 3
_FINALISTS = ("champion", "runner-up")


@dataclass(frozen=True, slots=True)
class Move:
    """Who goes where: a place (champion, runner-up), a team by name, or `count` unnamed clubs.

    `denied` says that they did not go; then `to` may be empty. Without anybody it is nobody at all.
    """

    who: str | None
    count: int | None
    to: str
    direction: str
    team: str | None = None
    denied: bool = False


@dataclass(frozen=True, slots=True)
class _Subject:
    """Who could go up or down: `nobody` for "no team", `rejected` for "not the runner-up"."""

    start: int
    end: int
    who: str | None = None
    count: int | None = None
    team: str | None = None
    nobody: bool = False
    rejected: bool = False

    @property
    def unnamed(self) -> bool:
        """Whether nothing tells which or how many clubs it is."""
        return not (self.who or self.count or self.team or self.nobody)


def read_moves(sentence: str, named: Sequence[Named] = ()) -> list[Move]:
    """Return who is promoted or relegated to where by `sentence`, and who is not.

    `named` are the clubs that the sentence names.
    """
    if len(sentence) > _LONGEST_SENTENCE or not _VERB.search(sentence) or _CONDITION.search(sentence):
        return []
    return list(dict.fromkeys(_Moves(sentence, named).read()))


def places_of(sentence: str, named: Sequence[Named]) -> list[tuple[str, str]]:
    """Return which clubs a sentence calls champion or runner-up: "The runner-up, Melgar, …"."""
    if len(sentence) > _LONGEST_SENTENCE or _CONDITION.search(sentence) or _UNREAL.search(sentence):
        return []
    subjects = _Moves(sentence, named).subjects(0, len(sentence))
    return [(s.who, s.team) for s in subjects if s.who and s.team and not (s.rejected or s.nobody)]


def read_move_of_row(note: str, team: str) -> Move | None:
    """Return where the note of a table's row sends its team: "Promoted to the 1996 Liga"."""
    verb = _VERB.match(note)
    to = _TO.match(note, verb.end() + 1) if verb else None
    target = _Moves(note, ()).division(to.end()) if to else None
    if verb is None or target is None:
        return None
    return Move(None, None, target[0], "up" if verb.group("up") else "down", team)


class _Moves:
    """The moves of one sentence, read verb by verb."""

    def __init__(self, text: str, named: Sequence[Named]) -> None:
        # Blanks in place of what is only set in keep every place where it was.
        for aside in (_NOT_ONLY, _ASIDE):
            text = aside.sub(lambda found: " " * len(found[0]), text)
        self.text = text
        self.named = named

    def read(self) -> Iterator[Move]:
        """Yield the moves in the order of the verbs."""
        start = 0
        verbs = list(_VERB.finditer(self.text))
        for verb, later in itertools.zip_longest(verbs, verbs[1:]):
            if verb.start() >= start:
                start = yield from self.clause(start, verb, later.start() if later else len(self.text))

    def clause(self, start: int, verb: re.Match[str], until: int) -> Generator[Move, None, int]:
        """Yield what one verb says of those before or behind it; return where the next clause may start."""
        direction = "up" if verb.group("up") else "down"
        target, end = self.target(verb, until)
        to = target or self.target_before(start, verb.start())
        subjects = _last_group(self.text, self.subjects(start, verb.start()))
        tail = re.split(r"[,;:]", self.text[subjects[-1].end if subjects else start : verb.start()])[-1]
        if _UNREAL.search(tail):
            return end
        if not subjects or subjects[0].unnamed or self.set_beside(start, subjects[0]):
            between = self.subjects(verb.end(), end) or self.close(end, until)
            subjects = [*(subject for subject in subjects if not (between and subject.unnamed)), *between]
        noun = _NOUN.fullmatch(verb[0]) is not None
        denied = bool(_DENIAL.search(tail) or (noun and _MISSED.search(tail))) or self.undone(
            end, until, noun
        )
        if not subjects and denied and noun:
            subjects = [_Subject(0, 0, nobody=True)]
        goals = [to] * len(subjects)
        if to and len(subjects) == 2 and _RESPECTIVELY.search(self.text[end:until]):
            joint = _AND_TO.match(self.text, end)
            second = self.division(joint.end()) if joint else None
            goals = [to, second[0]] if second else goals
        for subject, goal in zip(subjects, goals, strict=True):
            against = denied or subject.nobody or subject.rejected
            if goal or against:
                yield Move(subject.who, subject.count, goal or "", direction, subject.team, against)
        if target and subjects:
            end = yield from self.elliptic(end, until, direction, denied)
        return end

    def target(self, verb: re.Match[str], until: int) -> tuple[str | None, int]:
        """Return the division behind a verb, and where it ends."""
        for to in _TO.finditer(self.text, verb.end(), min(until, verb.end() + _MOST_BETWEEN)):
            if re.search(r"[;:]|\.\s", self.text[verb.end() : to.start()]):
                break
            if found := self.division(to.end()):
                return found
        return None, verb.end()

    def target_before(self, start: int, stop: int) -> str | None:
        """Return the division in front of a verb: "A la Primera División no ascendió nadie"."""
        for to in _TO.finditer(self.text, start, stop):
            found = self.division(to.end())
            if found and len(self.text[found[1] : stop].split()) <= _MOST_WORDS_BEFORE:
                return found[0]
        return None

    def division(self, start: int) -> tuple[str, int] | None:
        """Return the name of a division at a place of the text, and its end; a stage or a round is none."""
        named, around = words("divisions", "named"), words("divisions", "around")
        links = words("names", "particles") - {"y", "e", "and"}
        clubs = {club.start for club in self.named}
        end = last = start
        folded: list[str] = []
        for token in _TOKEN.finditer(self.text, start):
            word = fold(token[0])
            known = word in named or word in around or word in links or not token[0][0].islower()
            apart = bool(self.text[end : token.start()].strip(" ")) or token.start() in clubs
            if apart or not known or word in words("divisions", "ends"):
                break
            end = token.end()
            if word not in links:
                last = end
                folded.append(word)
            if token[0].endswith("."):
                break
        if not named.intersection(folded) or words("divisions", "stages").intersection(folded):
            return None
        return self.text[start:last].rstrip("."), last

    def elliptic(self, end: int, until: int, direction: str, denied: bool) -> Generator[Move, None, int]:
        """Yield the moves that need no verb: "… and the runner-up to the Segunda División"."""
        while front := _NEXT_SUBJECT.match(self.text, end):
            subject = next((s for s in self.subjects(front.end(), until) if s.start == front.end()), None)
            to = _TO_BEHIND.match(self.text, subject.end) if subject else None
            found = self.division(to.end()) if to else None
            if subject is None or found is None:
                break
            yield Move(subject.who, subject.count, found[0], direction, subject.team, denied)
            end = found[1]
        return end

    def close(self, start: int, until: int) -> list[_Subject]:
        """Return who stands right behind a division: "ascendió a la Primera División el subcampeón"."""
        front = _BEHIND.match(self.text, start)
        first = front.end() if front else start
        subjects = self.subjects(first, until)
        if not subjects or subjects[0].start != first:
            return []
        joined = itertools.takewhile(
            lambda pair: _joined(self.text[pair[0].end : pair[1].start]), itertools.pairwise(subjects)
        )
        return [subjects[0], *(subject for _, subject in joined)]

    def set_beside(self, start: int, subject: _Subject) -> bool:
        """Tell whether a subject is only named beside the one to come: "Junto al campeón ascendió …"."""
        return bool(_TOGETHER.search(self.text[start : subject.start]))

    def undone(self, start: int, until: int, noun: bool) -> bool:
        """Tell whether what follows takes it back: "… but declined", "… was cancelled"."""
        behind = self.text[start:until]
        if contrast := _CONTRAST.search(behind):
            first = start + contrast.end()
            said = _DENIAL.search(self.text, first, until) or _WITHDREW.search(self.text, first, until)
            return said is not None and not self.subjects(first, said.start())
        return noun and bool(_UNDONE.match(behind))

    def subjects(self, start: int, stop: int) -> list[_Subject]:
        """Return who could go up or down in a part of the text, in order."""
        text = self.text[:stop]
        found = [
            *_places(text, start),
            *(
                _Subject(n.start, n.end, team=n.team)
                for n in self.named
                if start <= n.start and n.end <= stop
            ),
            *_counted(text, start),
            *(_Subject(m.start(), m.end(), nobody=True) for m in _NOBODY.finditer(text, start)),
        ]
        found.sort(key=lambda subject: (subject.start, -subject.end))
        subjects: list[_Subject] = []
        for subject in found:
            last = subjects[-1] if subjects else None
            if last and subject.start < last.end:
                continue
            if last and _APPOSED.fullmatch(text[last.end : subject.start]) and not _alike(last, subject):
                subjects[-1] = _merged(last, subject)
                continue
            before = text[start : subject.start]
            rejected = bool(_REJECTED.search(before))
            if rejected or not _BESIDE.search(before) or _TOGETHER.search(before) or before[:1] == " ":
                subjects.append(replace(subject, rejected=rejected))
        return subjects


def _alike(one: _Subject, other: _Subject) -> bool:
    return bool((one.who and other.who) or (one.team and other.team))


def _merged(one: _Subject, other: _Subject) -> _Subject:
    """Return "the champion" and "Sport Alfa" beside it as one."""
    who, team = one.who or other.who, one.team or other.team
    count = None if team or who else one.count or other.count
    return _Subject(one.start, other.end, who, count, team, one.nobody or other.nobody, one.rejected)


def _places(text: str, start: int) -> Iterator[_Subject]:
    """Yield champion and runner-up of the tournament where a text names them."""
    tokens = list(_TOKEN.finditer(text, start))
    folded = [fold(token[0]) for token in tokens]
    for place, role in (("champion", "champion"), ("runner-up", "runner_up")):
        for n, size in itertools.product(range(len(tokens)), (2, 1)):
            if " ".join(folded[n : n + size]) not in words("people", role):
                continue
            first, end = tokens[n].start(), tokens[min(n + size, len(tokens)) - 1].end()
            if not _PART.match(text, end) and not _BEFORE_PLACE.search(text[:first]):
                yield _Subject(first, end, place)


def _counted(text: str, start: int) -> Iterator[_Subject]:
    """Yield clubs that are only counted ("the last two teams") or not even that ("the clubs")."""
    tokens = list(_TOKEN.finditer(text, start))
    folded = [fold(token[0]) for token in tokens]
    clubs, ranks, verbs = (words("people", role) for role in ("clubs", "ranked", "behind_ranked"))
    for n, word in enumerate(folded):
        number = numbers("numbers").get(word) or (int(word) if word.isdigit() and len(word) < 3 else None)
        near = folded[n + 1 : n + 4]
        behind = next((i for i, part in enumerate(near, 1) if part in clubs), 0)
        ranked = n > 0 and folded[n - 1] in ranks and (not near or near[0] in verbs)
        if number == len(_FINALISTS) and near[:1] and near[behind - 1] in words("people", "finalists"):
            # Each of the two takes a part of the word, so that both are kept.
            first, end = tokens[n].start(), tokens[n + behind].end()
            yield _Subject(first, end - 1, "champion")
            yield _Subject(end - 1, end, "runner-up")
        elif number and (behind or ranked):
            yield _Subject(tokens[n].start(), tokens[n + behind].end(), count=number)
        elif word in clubs:
            yield _Subject(tokens[n].start(), tokens[n].end())


def _last_group(text: str, subjects: list[_Subject]) -> list[_Subject]:
    """Return the last of those named and whoever is joined to them: "the champion and the runner-up"."""
    first = len(subjects) - 1
    while first > 0 and _joined(text[subjects[first - 1].end : subjects[first].start]):
        first -= 1
    return subjects[max(first, 0) :]


def _joined(gap: str) -> bool:
    return not re.search(r"[.;:]", gap) and set(fold(gap).split()) <= _JOINERS
