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

# Likeness of a typed word to a word of a name, where it is not the word itself (1.0). A beginning
# counts more the more of the word it is. Below LEAST_TYPO a slip is no reading; beside other words of
# the name LEAST_BESIDE will do. A typed word that is itself known is a slip of another less often.
SAME_SOUND = 0.96
ABBREVIATION = 0.97
PLURAL = 0.93
INITIAL = 0.85
LETTER = 0.93
PREFIX_FROM, PREFIX_SPAN = 0.88, 0.10
PREFIX_TYPO = 0.85
LEAST_TYPO = 0.6
LEAST_BESIDE = 0.5
SLIP_OF_KNOWN = 0.85

# What a word of a name counts: rare words their rarity (0 to 1), words of these roles at most this.
KIND, COMMON, FORM, STOP = 0.4, 0.25, 0.03, 0.05

# What a typed word counts that is not of the name: one of the club's places, and what such a word
# explains of itself as a place or as a word of another name; a town that may be the club's; else what
# speaks against the club. An unknown word speaks the louder the longer it is; another place, loudest.
PLACE = 0.5
PLACED, OTHER_NAME = 0.95, 0.8
PERHAPS_THERE = 0.15
MISSING_KNOWN, MISSING_KIND, MISSING_COMMON, MISSING_PLACE = 0.75, 0.5, 0.25, 1.1
MISSING_BY_LENGTH = (0.0, 0.15, 0.4, 0.6, 0.85, 1.0)

# A kind that was typed where the club has another kind or more to its name ("Unión Comercio"); and how
# unlike a word may be before what it would count if it were strange is held against the club.
OTHER_KIND = 0.6
FREE_SLIP = 0.12

# Likeness from which a word stands for a place: where nothing else was typed, and beside a name.
LEAST_PLACE, LEAST_PLACED = 0.85, 0.8

# Share of a joined word that must be parts of four letters or more ("jesusdelvalle").
LEAST_JOINED_SHARE = 0.6

# How much of a name's own weight must be typed: roles that are often left out count little. What a name
# is worth by its kind where not all of it was typed: a part of a nickname says less than a part of a
# name.
COVER_KIND, COVER_COMMON, COVER_FORM, COVER_STOP, COVER_QUALIFIER = 0.12, 0.08, 0.0, 0.02, 0.3
COVER_SHARE = 0.3
SPELLING, FULL_NAME, NICKNAME = 1.0, 0.99, 0.93

# Decisions, shares from 0 to 1. Least share explained: beside a strange word (one that counts STRANGER
# or more), of a mistyped whole name, of a mistyped alias.
LEAST_EXPLAINED = 0.70
LEAST_MISTYPED = 0.58
LEAST_ALIAS = 0.75
STRANGER = 0.4

# From COMPLETE on nothing is guessed, from WELL_EXPLAINED on words are not joined or taken apart.
COMPLETE = 0.97
WELL_EXPLAINED = 0.90

# How far behind a club is not as good as the first: in score, and in share explained.
MARGIN = 0.13
SAME_EXPLANATION = 0.06

# The least that must tell of a club: weight beside a place, letters, likeness of the clearest word.
LEAST_EVIDENCE = 0.30
LEAST_LETTERS = 4
LEAST_CLEAR = 0.64
