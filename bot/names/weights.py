"""Every weight and margin of the resolver in one place.

docs/names.md, *Calibration*, explains how they were set.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditCosts:
    """Costs of edits relative to a plain edit: keyboard typos are likelier than wrong letters."""

    plain: float = 1.0
    touching: float = 0.7
    swapped: float = 0.7
    vowel: float = 0.8
    doubled: float = 0.5


EDIT = EditCosts()
MAX_EDITS = 2

# Similarity of a typed word to a word of a name; the word itself is 1.0. A beginning counts
# more the more of the word was typed. Below LEAST_TYPO a typo is not a reading; next to other words of
# the name LEAST_BESIDE is enough. A known word is less likely to be a typo of another.
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

# Maximum weight of a name's word by role; rare words have their rarity (0 to 1).
KIND, COMMON, FORM, STOP = 0.4, 0.25, 0.03, 0.05

# Weight of a typed word that is not in the name: a place of the club, and the factors for a place or a
# word of another name; a possible town of the club; otherwise the penalty for an unexplained word,
# which grows with an unknown word's length and is highest for another club's place.
PLACE = 0.5
PLACED, OTHER_NAME = 0.95, 0.8
PERHAPS_THERE = 0.15
MISSING_KNOWN, MISSING_KIND, MISSING_COMMON, MISSING_PLACE = 0.75, 0.5, 0.25, 1.1
MISSING_BY_LENGTH = (0.0, 0.15, 0.4, 0.6, 0.85, 1.0)

# Penalty for a typed kind if the club has another one or a longer name ("Unión Comercio"); and the
# dissimilarity of a word that is free of penalty.
OTHER_KIND = 0.6
FREE_SLIP = 0.12

# Minimum similarity to a place: if nothing else was typed, and next to a name.
LEAST_PLACE, LEAST_PLACED = 0.85, 0.8

# Minimum share of a joined word that is made of parts of at least four letters ("jesusdelvalle").
LEAST_JOINED_SHARE = 0.6

# Weights for the covered share of a name: roles that are often omitted count little. Factors for a
# partially typed name by kind: part of a nickname says less than part of a
# name.
COVER_KIND, COVER_COMMON, COVER_FORM, COVER_STOP, COVER_QUALIFIER = 0.12, 0.08, 0.0, 0.02, 0.3
COVER_SHARE = 0.3
SPELLING, FULL_NAME, NICKNAME = 1.0, 0.99, 0.93

# Minimum shares explained (0 to 1): with an unexplained word (of weight STRANGER
# or more), for a mistyped full name, for a mistyped alias.
LEAST_EXPLAINED = 0.70
LEAST_MISTYPED = 0.58
LEAST_ALIAS = 0.75
STRANGER = 0.4

# From COMPLETE on nothing is guessed; from WELL_EXPLAINED on words are not joined or split.
COMPLETE = 0.97
WELL_EXPLAINED = 0.90

# Margins within which a club is as good as the first: in score, and in share explained.
MARGIN = 0.13
SAME_EXPLANATION = 0.06

# Minimum evidence for a club: weight besides a place, letters, similarity of the best word.
LEAST_EVIDENCE = 0.30
LEAST_LETTERS = 4
LEAST_CLEAR = 0.64
