"""Tables of the moderation store, as `migrations/` makes them.

Moments are ISO 8601 in UTC; `who` is a Discord id, or "terminal".
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

# Bytes of documents, each once however many rows name them.
content = Table(
    "content",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

# What moderators changed, in one row that every change locks.
state = Table(
    "state",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),  # raised by each change
    Column("value", Text, nullable=False),  # a ModerationState as JSON
    Column("readable_from", Text, nullable=False),  # the oldest revision whose code can read this one
)

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("request", Text, unique=True),  # what asked for the change, so that none is made twice
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("who_name", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("details", Text, nullable=False),  # as JSON
    Column("before", Text),  # the state before the change as JSON, as long as it can be undone
    Column("redo", Text),  # the state before an undo as JSON, as long as it can be redone
    Column("contents", Text),  # digests of the change's documents as JSON, whose bytes are kept for a while
)

# Changes that wait for their confirmation.
offer = Table(
    "offer",
    metadata,
    Column("token", Text, primary_key=True),
    Column("season", Integer, nullable=False),
    Column("file", Text, nullable=False),  # its name when it was sent
    Column("sha256", Text, ForeignKey("content.sha256"), nullable=False),
    Column("what", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("basis", Text),  # a digest of what the preview was made of
)

# The last good version of each shipped document.
good = Table(
    "good",
    metadata,
    Column("name", Text, primary_key=True),
    Column("sha256", Text, ForeignKey("content.sha256"), nullable=False),
)
