"""Statements of the moderation store, on a connection within a transaction."""

import datetime
import itertools
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Column, Row, Text, cast, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.moderation.schema import content, good, journal, offer, state
from bot.moderation.state import ModerationState, Who
from bot.moderation.store import CHANNEL, JournalEntry, Note, Offer, Stored, now

_STATES_KEPT = 20
_OFFERS_KEPT = 20
_CONTENTS_KEPT, _BYTES_KEPT = 50, 64 << 20
"""The changes whose documents are kept though no state names them any more, and their bytes in all."""
_ENTRY = (
    journal.c.number,
    journal.c.at,
    journal.c.who,
    journal.c.who_name,
    journal.c.what,
    journal.c.details,
)


class StoreRecords:
    """The rows of the store."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.db = connection

    async def stored(self) -> Stored:
        """Return what a load starts from."""
        row = (await self.db.execute(select(state.c.version, state.c.value))).one()
        versions = await self.db.execute(select(good.c.name, good.c.sha256))
        return Stored(
            row.version, ModerationState.from_json(row.value), {row.name: row.sha256 for row in versions}
        )

    async def lock(self) -> None:
        """Wait for whoever writes; from here on nobody else does until the end of the transaction."""
        await self.db.execute(select(state.c.version).with_for_update())

    async def replace_state(self, after: ModerationState) -> None:
        """Write the state."""
        await self.db.execute(update(state).values(version=state.c.version + 1, value=after.as_json()))
        if self.db.dialect.name == "postgresql":
            # Sent with the commit.
            await self.db.execute(select(func.pg_notify(CHANNEL, cast(state.c.version, Text))))

    async def content(self, sha256: str) -> bytes | None:
        """Return the bytes of a digest, None if they are missing."""
        data = await self.db.scalar(select(content.c.data).where(content.c.sha256 == sha256))
        return None if data is None else bytes(data)

    async def put_contents(self, contents: Mapping[str, bytes]) -> None:
        """Keep bytes by their digest, unless they are kept already."""
        known = set(await self.db.scalars(select(content.c.sha256).where(content.c.sha256.in_(contents))))
        rows = [{"sha256": key, "data": data} for key, data in contents.items() if key not in known]
        if rows:
            await self.db.execute(insert(content), rows)

    async def keep_good(self, versions: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep last good versions, digest and bytes by name."""
        if not versions:
            return
        await self.put_contents(dict(versions.values()))
        await self.db.execute(delete(good).where(good.c.name.in_(versions)))
        rows = [{"name": name, "sha256": sha256} for name, (sha256, _) in versions.items()]
        await self.db.execute(insert(good), rows)

    async def write_note(
        self,
        note: Note,
        before: ModerationState | None = None,
        *,
        undoes: bool = False,
        contents: Iterable[str] = (),
    ) -> None:
        """Write a journal entry, with the state before the change, which undo, or redo, returns to."""
        earlier, digests = before.as_json() if before else None, [*contents]
        last = await self.db.scalar(select(func.max(journal.c.number)))
        await self.db.execute(
            insert(journal).values(
                number=(last or 0) + 1,
                request=note.request,
                at=note.at,
                who=note.who.id,
                who_name=note.who.name,
                what=note.what,
                details=json.dumps(note.details, ensure_ascii=False),
                before=None if undoes else earlier,
                redo=earlier if undoes else None,
                contents=json.dumps(digests) if digests else None,
            )
        )
        kept = select(journal.c.number).where(journal.c.before.is_not(None)).order_by(journal.c.number.desc())
        surplus = list(await self.db.scalars(kept.offset(_STATES_KEPT)))
        if surplus:
            await self.db.execute(update(journal).where(journal.c.number.in_(surplus)).values(before=None))

    async def entry_of(self, request: str) -> JournalEntry | None:
        """Return the journal's entry of a request, None if it was not carried out."""
        row = (await self.db.execute(select(*_ENTRY).where(journal.c.request == request))).one_or_none()
        return _entry(row) if row else None

    async def entry(self, number: int) -> JournalEntry | None:
        """Return the journal's entry of a number, None if there is none."""
        row = (await self.db.execute(select(*_ENTRY).where(journal.c.number == number))).one_or_none()
        return _entry(row) if row else None

    async def forget_note(self, request: str) -> None:
        """Delete the journal's entry of a request."""
        await self.db.execute(delete(journal).where(journal.c.request == request))

    async def forget_redo(self, number: int | None) -> None:
        """Delete the state that an undo can be redone to; of every undo if none is named."""
        which = journal.c.redo.is_not(None) if number is None else journal.c.number == number
        await self.db.execute(update(journal).where(which).values(redo=None))

    async def forget_state(self, number: int) -> None:
        """Delete the state before a change, which can no longer be undone."""
        await self.db.execute(update(journal).where(journal.c.number == number).values(before=None))

    async def last_state(self) -> tuple[JournalEntry, ModerationState] | None:
        """Return the last undoable change and the state before it, None where there is none."""
        return await self._last(journal.c.before)

    async def last_undone(self) -> tuple[JournalEntry, ModerationState] | None:
        """Return the last undo that can be redone and the state before it, None where there is none."""
        return await self._last(journal.c.redo)

    async def _last(self, column: Column[str]) -> tuple[JournalEntry, ModerationState] | None:
        query = select(*_ENTRY, column.label("earlier")).where(column.is_not(None))
        row = (await self.db.execute(query.order_by(journal.c.number.desc()).limit(1))).one_or_none()
        return (_entry(row), ModerationState.from_json(row.earlier)) if row else None

    async def history(self, skip: int, most: int) -> tuple[tuple[JournalEntry, ...], int]:
        """Return entries of the journal, the newest first, and how many there are."""
        count = await self.db.scalar(select(func.count()).select_from(journal))
        query = select(*_ENTRY).order_by(journal.c.number.desc()).limit(most).offset(skip)
        return tuple(map(_entry, await self.db.execute(query))), count or 0

    async def make_offer(self, offered: Offer, who: Who, expires: datetime.datetime) -> None:
        """Write an offer, whose content is there already, as the newest even if the clock was set back."""
        last = await self.db.scalar(select(func.max(offer.c.expires)))
        if last is not None:
            expires = max(expires, datetime.datetime.fromisoformat(last) + datetime.timedelta(microseconds=1))
        await self.db.execute(
            insert(offer).values(
                token=offered.token,
                season=offered.season,
                file=offered.file,
                sha256=offered.sha256,
                what=offered.what,
                who=who.id,
                expires=expires.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                basis=offered.basis,
            )
        )

    async def offer(self, token: str, moment: str) -> tuple[Offer, bytes] | None:
        """Return an offer that is valid at a moment, with its content."""
        query = select(offer, content.c.data).join(content)
        row = (
            await self.db.execute(query.where(offer.c.token == token, offer.c.expires > moment))
        ).one_or_none()
        return (
            (Offer(row.token, row.season, row.file, row.sha256, row.what, row.basis), bytes(row.data))
            if row
            else None
        )

    async def drop_offer(self, token: str) -> bool:
        """Delete an offer; return whether it was there."""
        return bool((await self.db.execute(delete(offer).where(offer.c.token == token))).rowcount)

    async def clear(self) -> None:
        """Delete expired offers and those beyond the newest, and contents that nothing names."""
        await self.db.execute(delete(offer).where(offer.c.expires <= now()))
        newest = select(offer.c.token).order_by(offer.c.expires.desc(), offer.c.token)
        surplus = list(await self.db.scalars(newest.offset(_OFFERS_KEPT)))
        await self.db.execute(delete(offer).where(offer.c.token.in_(surplus)))
        named = set(await self.db.scalars(select(offer.c.sha256).union(select(good.c.sha256))))
        values = select(state.c.value).union_all(
            select(journal.c.before).where(journal.c.before.is_not(None)),
            select(journal.c.redo).where(journal.c.redo.is_not(None)),
        )
        for value in await self.db.scalars(values):
            kept = json.loads(value)
            named |= {item["sha256"] for item in (*kept["documents"], *kept.get("articles", ()))}
        named |= await self._of_journal()
        unnamed = [key for key in await self.db.scalars(select(content.c.sha256)) if key not in named]
        await self.db.execute(delete(content).where(content.c.sha256.in_(unnamed)))

    async def _of_journal(self) -> set[str]:
        """Return the digests of the documents of the newest changes, up to a number and a size."""
        query = select(journal.c.contents).where(journal.c.contents.is_not(None))
        newest = await self.db.scalars(query.order_by(journal.c.number.desc()).limit(_CONTENTS_KEPT))
        digests = list(dict.fromkeys(digest for value in newest for digest in json.loads(value)))
        size = func.length(content.c.data).label("size")
        sizes = await self.db.execute(select(content.c.sha256, size).where(content.c.sha256.in_(digests)))
        size_of = {row.sha256: row.size for row in sizes}
        totals = itertools.accumulate(size_of.get(digest, 0) for digest in digests)
        return {digest for digest, total in zip(digests, totals, strict=True) if total <= _BYTES_KEPT}


def _entry(row: Row[*tuple[Any, ...]]) -> JournalEntry:
    who = Who(row.who, row.who_name)
    return JournalEntry(row.number, row.at, who, row.what, json.loads(row.details))
