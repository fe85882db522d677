"""The status of a season: played, called off, without a final, or under way."""

import re
from collections.abc import Iterable

from bot.model import SeasonStatus
from bot.reader.honours import NONE, OPEN

_SUBJECT = (
    r"(?:season|tournament|edition|competition|championship|copa per[uú]|peru cup|cup|temporada"
    r"|torneo|edici[oó]n"
    r"|certamen|campeonato|competencia|competici[oó]n)"
)
_CALLED_OFF = (
    r"(?:cancell?ed|called off|abandoned|annulled|voided|declared void|suspended|scrapped|abolished"
    r"|not (?:held|played|finished|completed|contested|disputed|take place)|n['’]t (?:held|played|take place)"
    r"|never (?:held|played|finished|completed|took place)|cancelad[oa]|cancel[oó]|suspendid[oa]|suspendi[oó]"
    r"|anulad[oa]|anul[oó]|interrumpid[oa]|interrumpi[oó]"
    r"|no (?:se|fue|lleg[oó] a) (?:\w+ )?(?:jug|disput|realiz|llev|termin|complet|conclu|celebr)\w*)"
)
_CANCELLED = re.compile(
    rf"\b{_SUBJECT}\b(?!['’]s)[^.;,]{{0,60}}?\b{_CALLED_OFF}\b"
    rf"|\b(?:cancellation|suspension|annulment|cancelaci[oó]n|suspensi[oó]n|anulaci[oó]n) (?:of"
    rf"|de) (?:the |la |el )?"
    rf"(?:[\w-]+ ){{0,3}}?{_SUBJECT}\b|\b(?:no (?:hubo|se jug[oó]|se disput[oó]|se realiz[oó])) (?:la "
    rf"|el )?{_SUBJECT}\b"
    rf"|\b(?:there was )?no {_SUBJECT} (?:was (?:held|played)|took place)\b",
    re.IGNORECASE,
)
_NO_FINAL = re.compile(
    r"\b(?:no|without an?|sin|there was no|no hubo) (?:\w+ ){0,2}?(?:finals?|final (?:stage|round)"
    r"|etapa final|finalísima)\b"
    r"(?! (?:score|result|table|decision))|\b(?:final|final stage|etapa final|national stage"
    r"|etapa nacional)\b[^.;,]{0,40}?"
    r"\b(?:not|never|n['’]t) (?:be )?(?:held|played|contested|take place|took place)\b"
    r"|\bno se (?:jug[oó]|disput[oó]|realiz[oó]) (?:la |una )?(?:\w+ )?(?:final|etapa nacional|etapa final)\b"
    r"|\b(?:ended|finished|concluded|termin[oó]|finaliz[oó]|concluy[oó]) (?:at|with|after|en"
    r"|con) (?:the |la )?(?:\w+ )?"
    r"(?:regional|departmental|departamental)",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(
    r"\b(?:is|are|est[aá]) (?:\w+ )?(?:under ?way|in progress|being played|ongoing|en curso|en juego"
    r"|jug[aá]ndose"
    r"|disput[aá]ndose)\b|\bse est[aá] (?:jugando|disputando)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"(?<!no )(?<!no se )(?<!not )(?<!never )\b(?:resumed|restarted|reanud\w+|retom\w+|if|unless"
    r"|would|could|might|si|podr[ií]a|habr[ií]a"
    r"|not (?:cancell?ed|suspended|called off|abandoned)|no fue (?:cancel|suspend|anul)\w+)\b",
    re.IGNORECASE,
)


def read_status(
    sentences: Iterable[str], instead: str | None, *, champion: bool, others_up: bool
) -> SeasonStatus:
    """Return what became of a season with or without a champion.

    `instead` is what the document says in place of one, `others_up` whether others than a champion went up.
    """
    if champion:
        return SeasonStatus.PLAYED
    told = [sentence for sentence in sentences if not _NOT_SO.search(sentence)]
    if instead == OPEN or any(map(_UNDER_WAY.search, told)):
        return SeasonStatus.UNDER_WAY
    if others_up or any(map(_NO_FINAL.search, told)):
        return SeasonStatus.NO_FINAL
    if instead == NONE or any(map(_CANCELLED.search, told)):
        return SeasonStatus.CANCELLED
    return SeasonStatus.PLAYED
