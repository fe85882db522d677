"""A copy of the moderation store into another database, compared afterwards."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Table, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import StorageError
from bot.moderation.schema import journal, metadata, state
from bot.moderation.store import ModerationStore

_ROWS_AT_ONCE = 10
_TABLES = metadata.sorted_tables


@dataclass(frozen=True, slots=True)
class TableCopy:
    """A copied table: its name, number of rows, and a digest of them whatever their order."""

    table: str
    rows: int
    digest: str


async def copy_store(source: ModerationStore, target: ModerationStore) -> tuple[TableCopy, ...]:
    """Copy all records into a store without changes; raises StorageError.

    Nobody can change either meanwhile. Both are read again at the end, and must be the same.
    """
    async with source.writing() as old, target.writing() as new:
        changes = await new.db.scalar(select(func.count()).select_from(journal))
        if changes or await new.db.scalar(select(state.c.version)):
            raise StorageError(f"{target.name} holds changes already; name an empty one")
        for table in reversed(_TABLES):
            await new.db.execute(delete(table))
        for table in _TABLES:
            async for rows in _rows(old.db, table):
                await new.db.execute(insert(table), [dict(row._mapping) for row in rows])
    copied, written = [await _summary(store) for store in (source, target)]
    if copied != written:
        differing = [one.table for one, other in zip(copied, written, strict=True) if one != other]
        raise StorageError(f"{target.name} differs from {source.name} in {', '.join(differing)}")
    return written


async def _rows(db: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row[*tuple[Any, ...]]]]:
    async with db.stream(select(table)) as result:
        async for rows in result.partitions(_ROWS_AT_ONCE):
            yield rows


async def _summary(store: ModerationStore) -> tuple[TableCopy, ...]:
    async with store.writing() as records:
        return tuple([await _table(records.db, table) for table in _TABLES])


async def _table(db: AsyncConnection, table: Table) -> TableCopy:
    digests = [
        hashlib.sha256(repr(tuple(row)).encode()).digest() async for rows in _rows(db, table) for row in rows
    ]
    return TableCopy(table.name, len(digests), hashlib.sha256(b"".join(sorted(digests))).hexdigest())
