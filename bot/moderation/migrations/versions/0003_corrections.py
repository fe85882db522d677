"""Corrections of matches in the state.

The tables stay as they are. A version before this one would write the state anew without the corrections;
it may read the store, but no longer change it.
"""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Raise the revision alone."""
