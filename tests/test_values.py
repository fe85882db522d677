"""`value`: compared and hashed by its fields, packed for another process, and without other attributes."""

import dataclasses
import pickle

import pytest

from bot.values import value


@value
class Place:
    town: str
    clubs: tuple[str, ...] = ()


@value
class Ground(Place):
    seats: int = 0


def test_values_are_their_fields():
    assert Place("Huaraz") == Place("Huaraz", ()) != Place("Ica")
    assert len({Place("Huaraz"), Place("Huaraz"), Ground("Huaraz")}) == 2
    assert Ground("Ica", seats=8000) == dataclasses.replace(Ground("Ica"), seats=8000)
    assert pickle.loads(pickle.dumps(Ground("Ica", ("Huracán",), 8000))) == Ground("Ica", ("Huracán",), 8000)


def test_a_value_has_its_fields_and_no_others():
    with pytest.raises(AttributeError):
        Place("Ica").department = "Ica"
