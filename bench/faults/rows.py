"""All rows, in the order of the report."""

from bench.faults import cache, ends, gateway, inside, moderators, rest
from bench.faults.scene import ROWS as AS_ADDED

_KINDS = (gateway.GATEWAY, rest.REST, inside.INSIDE, cache.CACHE, moderators.MODERATORS, ends.ENDS)

ROWS = sorted(AS_ADDED, key=lambda row: _KINDS.index(row.kind))
