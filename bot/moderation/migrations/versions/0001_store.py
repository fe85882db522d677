"""The store's tables, with all that a `moderation.sqlite` of versions 0.1 and 0.2 holds."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_OLD = ("content", "document", "left_out", "alias", "club_rule", "journal", "undo", "offer", "good")
_ASIDE = "old_"


def upgrade() -> None:
    """Create the tables, and take the old ones over."""
    old = _set_aside()
    _create()
    state = sa.table("state", *map(sa.column, ("id", "version", "value", "readable_from")))
    value = json.dumps(_state(old), ensure_ascii=False)
    op.bulk_insert(state, [{"id": 1, "version": 0, "value": value, "readable_from": revision}])
    if old:
        _take_over()
        for table in reversed(old):
            op.drop_table(_ASIDE + table)
        # A version before this one refuses the file instead of taking it for a new one.
        op.execute("PRAGMA user_version = 3")


def _set_aside() -> list[str]:
    """Rename the tables of an old file, and return their names; none in a new database."""
    if op.get_bind().dialect.name != "sqlite" or not _rows("PRAGMA user_version")[0]["user_version"]:
        return []
    there = {row["name"] for row in _rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    old = [table for table in _OLD if table in there]
    for table in old:
        op.rename_table(table, _ASIDE + table)
    if "club_rule" in old:
        return old
    # The first version had changes of documents alone.
    op.execute("ALTER TABLE old_offer ADD COLUMN what TEXT NOT NULL DEFAULT 'add document'")
    return old


def _create() -> None:
    op.create_table(
        "content",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "state",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("readable_from", sa.Text, nullable=False),
    )
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("request", sa.Text, unique=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("who_name", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
    )
    op.create_table(
        "offer",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("season", sa.Integer, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, sa.ForeignKey("content.sha256"), nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("expires", sa.Text, nullable=False),
    )
    op.create_table(
        "good",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, sa.ForeignKey("content.sha256"), nullable=False),
    )


def _state(old: list[str]) -> dict[str, Any]:
    """Return the state that the old tables held, empty where there are none."""
    if not old:
        return {"documents": [], "left_out": [], "aliases": [], "clubs": []}
    clubs = _rows("SELECT * FROM old_club_rule ORDER BY number") if "club_rule" in old else []
    return {
        "documents": [
            {key: row[key] for key in ("season", "file", "sha256", "at")} | _who(row)
            for row in _rows("SELECT * FROM old_document ORDER BY season")
        ],
        "left_out": [
            {"season": row["season"], "at": row["at"]} | _who(row)
            for row in _rows("SELECT * FROM old_left_out ORDER BY season")
        ],
        "aliases": [
            {key: row[key] for key in ("text", "club", "at")} | _who(row)
            for row in _rows("SELECT * FROM old_alias ORDER BY folded, club")
        ],
        "clubs": [{"rule": _rule(row), "at": row["at"]} | _who(row) for row in clubs],
    }


def _rule(row: Any) -> dict[str, Any]:
    rule = {"club": row["club"], "into": row["into_club"], "seasons": json.loads(row["seasons"])}
    return rule | {"name": row["name"], "department": row["department"]}


def _who(row: Any) -> dict[str, Any]:
    return {"who": {"id": row["who"], "name": row["who_name"]}}


def _take_over() -> None:
    op.execute("INSERT INTO content SELECT sha256, data FROM old_content")
    op.execute(
        """
        INSERT INTO journal (number, at, who, who_name, what, details, before)
        SELECT number, at, who, who_name, what, details, undo.state
          FROM old_journal
          LEFT JOIN old_undo AS undo USING (number)
        """
    )
    op.execute(
        """
        INSERT INTO offer (token, season, file, sha256, what, who, expires)
        SELECT token, season, file, sha256, what, who, expires FROM old_offer
        """
    )
    op.execute("INSERT INTO good SELECT name, sha256 FROM old_good")


def _rows(query: str) -> Any:
    return op.get_bind().execute(sa.text(query)).mappings().all()
