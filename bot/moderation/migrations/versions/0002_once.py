"""What redo returns to, the documents of each change, and what a preview was made of."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; what is there already has none of it."""
    op.add_column("journal", sa.Column("redo", sa.Text))
    op.add_column("journal", sa.Column("contents", sa.Text))
    op.add_column("offer", sa.Column("basis", sa.Text))
