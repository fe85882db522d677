"""All rows, in the order of the report."""

from bench.faults import cache, ends, files, gateway, inside, moderators, people, rest
from bench.faults.scene import ROWS as AS_ADDED

_KINDS = (
    gateway.GATEWAY,
    rest.REST,
    people.PEOPLE,
    inside.INSIDE,
    cache.CACHE,
    files.FILES,
    moderators.MODERATORS,
    ends.ENDS,
)

ROWS = sorted(AS_ADDED, key=lambda row: _KINDS.index(row.kind))
