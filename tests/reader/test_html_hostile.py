"""Pages that are broken, deep, long or made to hurt: a clear word or a season, and time in proportion."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import DocumentError
from bot.reader import read_season
from tests.properties import examples
from tests.reader.article_forms import Article
from tests.reader.articles_written import articles
from tests.work import calls_of

_HEAD = '<div class="mw-parser-output"><p>The 2041 Copa Perú season was a cup.</p>\n<h2>Final</h2>'
_MARKS = (
    "<",
    ">",
    "</td>",
    "</table>",
    "<table>",
    "<tr>",
    "</div>",
    "<!--",
    "'",
    '"',
    "&",
    "<p>",
    "\0",
    "<td rowspan=9>",
)


def read(body: str):
    return read_season(_HEAD + body, "2041.html")


@examples(15)
@given(articles(), st.booleans(), st.data())
def test_any_broken_page_is_read_or_refused(article: Article, by_parsoid: bool, data: st.DataObject):
    text = article.rest if by_parsoid else article.parsed
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        stop = start + data.draw(st.sampled_from((0, 1, 20, 500)))
        text = text[:start] + data.draw(st.sampled_from(("", *_MARKS))) + text[stop:]
    with contextlib.suppress(DocumentError):
        season = read_season(text, "1998.html")
        assert all(1 <= match.source.line <= season.lines for match in season.matches)


_REFUSED = {
    "elements nested too deep": (lambda size: "<div>" * size, "nested too deep"),
    "tables nested too deep": (lambda size: "<table><tr><td>" * size, "nested too deep"),
    "too many lines": (lambda size: "\n" * (size * 30), "lines"),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_a_page_beyond_the_limits_is_refused(name):
    shape, told = _REFUSED[name]
    with pytest.raises(DocumentError, match=told):
        read(shape(3000))


@pytest.mark.parametrize("tag", ["div", "ul><li", "b", "blockquote"])
def test_elements_nested_as_deep_as_the_parser_takes_them_are_read(tag):
    outer = "".join(f"<{tag}>" for _ in range(240 // len(tag.split("><"))))
    assert [match.home_goals for match in read(f"{outer}Alfa Uno 2–1 Beta Dos").matches] == [2]


_TIE = (
    '{"template":{"target":{"wt":"TwoLegResult"},"params":{"1":{"wt":"A"},"4":{"wt":"B"},"6":{"wt":"1-1"}}}}'
)
_SHAPES = {
    "paragraphs": "<p>x</p>",
    "breaks": "x<br>",
    "notes": 'a<sup class="reference">1</sup>',
    "rows of spans": "<table><tr><td rowspan=9999 colspan=9999>a</table>",
    "boxes": "<div class=vevent><table><tr><td>1<td>A<td>2-1<td>B</table></div>",
    "layouts": "<table><tr><td><table><tr><td>x</table></table>",
    "templates": f"<p typeof='mw:Transclusion' about='#1' data-mw='{{\"parts\":[{_TIE}]}}'>x</p>",
    "deep data": "<p typeof='mw:Transclusion' data-mw='" + "[" * 2000 + "'>x</p>",
    "open marks": "<!--<<&",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", _SHAPES)
def test_reading_a_page_takes_work_in_proportion_to_its_size(name):
    unit = _SHAPES[name]
    small, large = (
        calls_of(lambda size=size: read(unit * (size // len(unit) + 1))) for size in (1 << 12, 1 << 14)
    )
    assert large < 5 * small
