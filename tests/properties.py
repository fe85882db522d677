"""How many examples a property is tried with: few and always the same in the suite, many and new on demand.

    HYPOTHESIS_PROFILE=long python -m pytest -k "written or hostile or forged or marks or any"

tries fifty times as many, new ones each time.
"""

import os

from hypothesis import HealthCheck, settings

_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
_TIMES = 50


def use_profile() -> None:
    """Let every property of the suite be tried with the same examples each time, unless asked otherwise."""
    settings.register_profile("copa", derandomize=not _LONG, database=None, deadline=None)
    settings.load_profile("copa")


def examples(count: int) -> settings:
    """Return settings for a property that the suite tries with so many examples."""
    return settings(
        max_examples=count * _TIMES if _LONG else count,
        derandomize=not _LONG,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
