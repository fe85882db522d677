"""Every weight and margin of the resolver in one place.

How they were set is told in docs/names.md, *Calibration*.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditCosts:
    """What an edit costs, in plain edits: slips of the hand are likelier than wrong letters."""

    plain: float = 1.0
    touching: float = 0.7
    swapped: float = 0.7
    vowel: float = 0.8
    doubled: float = 0.5


EDIT = EditCosts()
MAX_EDITS = 2

# Likeness of a typed word to a word of a name, where it is not the word itself (1.0).
SAME_SOUND = 0.96
ABBREVIATION = 0.97
PLURAL = 0.93
INITIAL = 0.85
PREFIX_FROM, PREFIX_SPAN = 0.88, 0.10
PREFIX_TYPO = 0.85
LEAST_TYPO = 0.6
LEAST_BESIDE = 0.5

# What a word counts. Rare words count their rarity (0 to 1); words of these roles at most this.
KIND, COMMON, FORM, STOP = 0.4, 0.25, 0.03, 0.05
PLACE = 0.5
LEAST_PLACE, LEAST_PLACED = 0.85, 0.8
MISSING_KNOWN = 0.75
MISSING_BY_LENGTH = (0.0, 0.15, 0.4, 0.6, 0.85, 1.0)
OTHER_KIND = 0.6
OTHER_NAME = 0.95
FREE_SLIP = 0.12
SLIP_OF_KNOWN = 0.85

# How much of a name's own weight must be typed: roles that are often left out count little.
COVER_KIND, COVER_COMMON, COVER_FORM, COVER_STOP, COVER_QUALIFIER = 0.12, 0.08, 0.0, 0.02, 0.3
COVER_SHARE = 0.3
SPELLING, FULL_NAME, NICKNAME = 1.0, 0.99, 0.95

# Decisions, on the scale 0 to 1.
LEAST_EXPLAINED = 0.70
LEAST_MISTYPED = 0.58
STRANGER = 0.4
COMPLETE = 0.97
WELL_EXPLAINED = 0.90
MARGIN = 0.12
SAME_EXPLANATION = 0.06
LEAST_EVIDENCE = 0.30
LEAST_LETTERS = 4
