"""Pictures: PNGs with every sign drawn, in any length of name."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageColor

from bot.pictures import (
    Box,
    BracketPicture,
    Cell,
    CrossPicture,
    Drawing,
    KnockoutRound,
    PointsLine,
    PointsPicture,
    Side,
    TablePicture,
    TableRow,
)
from bot.pictures.canvas import BACKGROUND, DRAWN, GOLD, GREEN, STRIPE, TALLEST, WIDTH, font, length, wrapped

HEADS = ("PJ", "PG", "PE", "PP", "GF", "GC", "DG", "Pts")
NUMBERS = ("34", "18", "7", "9", "148", "133", "−115", "161")


def table(*rows: TableRow) -> TablePicture:
    return TablePicture("Tabla", "Etapa final", "Equipo", HEADS, rows, "Campeón", "Ascendido")


def opened(drawing: Drawing) -> Image.Image:
    return Image.open(io.BytesIO(drawing.png())).convert("RGB")


def colours(image: Image.Image) -> set[str]:
    return {"#{:02X}{:02X}{:02X}".format(*pixel) for _, pixel in image.getcolors(1 << 20)}


@pytest.mark.parametrize("sign", "áéíóúüñÁÉÍÓÚÜÑçãøłşğ–−—…“”·°º¿¡")
def test_the_letters_hold_every_sign_of_a_clubs_name(sign):
    missing = bytes(font(40).getmask("\uffff"))
    assert bytes(font(40).getmask(sign)) != missing


def test_champion_and_promoted_are_marked_in_colour():
    plain = table(TableRow("1", "Juan Aurich", NUMBERS))
    marked = table(TableRow("1", "Juan Aurich", NUMBERS, champion=True, promoted=True))
    assert {GOLD, GREEN} <= colours(opened(marked))
    assert not {GOLD, GREEN} & colours(opened(plain))


def test_a_corrected_score_has_a_pencil_beside_it():
    names, side = ("CNI", "UTC"), Side("CNI", ("3", "1"))
    for corrected in (True, False):
        cells = ((Cell(), Cell(("3–1",), "won", corrected)), (Cell(("1–3",), "lost", corrected), Cell()))
        boxes = (Box(side, side, (False, corrected)),)
        for drawing in (
            CrossPicture("t", "s", names, names, cells, "n"),
            BracketPicture("t", "s", (KnockoutRound("Final", boxes),), "n"),
        ):
            assert (GOLD in colours(opened(drawing))) == corrected


def test_the_background_is_opaque_and_the_pictures_own():
    drawing = table(TableRow("1", "CNI", NUMBERS))
    image = Image.open(io.BytesIO(drawing.png()))
    assert (image.width, image.has_transparency_data) == (WIDTH, False)
    assert BACKGROUND in colours(opened(drawing))


def test_few_colours_show_what_many_would():
    drawing = table(*(TableRow(str(n), "Juan Aurich", NUMBERS, champion=n == 1) for n in range(1, 5)))
    difference = ImageChops.difference(opened(drawing), drawing.paint().image)
    assert max(most for _, most in difference.getextrema()) <= 16


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=120), st.integers(30, 300))
def test_a_name_is_never_wider_than_its_room(name, room):
    lines = wrapped(name, 22, room)
    assert len(lines) <= 2
    assert all(length(line, 22, width=75) <= room or line == "…" for line in lines)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=20))
def test_any_names_can_be_drawn(names):
    cells = tuple(tuple(Cell(("3–1", "10–10"), "won") for _ in names) for _ in names)
    side = Side(names[0], ("1 (4)", "–"), through=True)
    drawings = [
        table(*(TableRow("1", name, NUMBERS, champion=True) for name in names)),
        CrossPicture("t", "s", tuple(names), tuple(names), cells, "note"),
        PointsPicture("t", "s", ("1", "2"), tuple(PointsLine(n, (0, 3)) for n in names), "axis"),
        BracketPicture("t", "s", tuple(KnockoutRound(n, (Box(side, side),) * 2) for n in names), "n"),
    ]
    for drawing in drawings:
        assert opened(drawing).width >= WIDTH


@pytest.mark.parametrize("clubs", range(3, 17))
def test_no_picture_is_too_high_for_a_phone_and_every_row_has_room_for_its_letters(clubs):
    names = tuple(f"Universitario Bolognesi de Chiclín {n}" for n in range(clubs))
    cells = ((Cell(("3–1",), "won"),) * clubs,) * clubs
    drawings: list[Drawing] = [CrossPicture("t", "s", names, names, cells, "n")]
    if clubs <= 12:
        rows = [TableRow(str(n), name, NUMBERS, champion=True) for n, name in enumerate(names)]
        lines = tuple([PointsLine(name, (0, 3)) for name in names])
        drawings += [table(*rows), PointsPicture("t", "s", ("1", "2"), lines, "axis")]
    for drawing in drawings:
        canvas = drawing.paint()
        assert canvas.height * WIDTH / canvas.width <= TALLEST, drawing
        assert canvas.height >= 35 * clubs


def test_points_can_be_drawn_where_nobody_has_one():
    line = PointsLine("CNI", (0, 0))
    assert opened(PointsPicture("t", "s", ("1", "2"), (line,), "axis")).width == WIDTH


def test_each_of_two_equal_lines_is_seen():
    lines = (PointsLine("CNI", (3, 3)), PointsLine("UTC", (3, 3)), PointsLine("Melgar", (0, 6)))
    image = PointsPicture("t", "s", ("1", "2"), lines, "axis").paint().image
    seen = {image.getpixel((200, y)) for y in range(image.height)}
    assert {ImageColor.getrgb(colour) for colour in ("#F5C542", "#4CA8FF", "#FF6B6B")} <= seen


def test_a_draw_is_told_from_an_empty_cell():
    empty, drawn = Cell(), Cell(("1–1",), "drawn")
    names = ("CNI", "UTC", "Melgar")
    image = CrossPicture("t", "s", names, names, ((empty, drawn, empty),) * 3, "note").paint().image
    assert {DRAWN, STRIPE, BACKGROUND} <= colours(image)
    assert len({DRAWN, STRIPE, BACKGROUND}) == 3
