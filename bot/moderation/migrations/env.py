"""Runs the migrations on the connection of `bot.moderation.database`, within its transaction."""

from alembic import context

from bot.moderation.schema import metadata
from bot.moderation.store import REVISION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=REVISION_TABLE,
)
context.run_migrations()
