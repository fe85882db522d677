"""`copa fetch`: articles into the bot's data or into a folder; what is missing, spoilt or something else."""

import json
import re

import pytest

from tests.wiki.mediawiki import ENGLISH, PAGES, SPANISH

RECORDED = {name: (PAGES / f"{name}.html").read_text("utf-8") for name in (ENGLISH, SPANISH)}
VANDALISED = (PAGES / f"{ENGLISH}, vandalised.html").read_text("utf-8")
CHAMPION = "Deportivo Ejemplo"


@pytest.fixture
def articles(english, spanish):
    """Give both wikis the article of the season 2031."""
    english.write(ENGLISH, RECORDED[ENGLISH], links={"es": SPANISH})
    spanish.write(SPANISH, RECORDED[SPANISH], links={"en": ENGLISH})


def outcomes(out):
    return [(one["season"], one["language"], one["outcome"]) for one in json.loads(out)["articles"]]


def champion(copa):
    return copa("ask", "/champion 2031")[1]


def test_a_fetched_season_is_answered_from(copa, articles):
    code, out, _ = copa("fetch", "2031")
    assert code == 0
    assert "2 new" in out
    assert CHAMPION in champion(copa)
    assert "Unión Modelo 1–2 Atlético Ensayo" in copa("ask", "/matches 2031")[1]


def test_a_dry_run_changes_nothing(copa, articles):
    code, out, _ = copa("fetch", "2031", "--dry-run")
    assert code == 0
    assert "What these articles would change" in out
    assert CHAMPION not in champion(copa)
    assert outcomes(copa("fetch", "2031", "--dry-run", "--json")[1]) == [
        (2031, "en", "new"),
        (2031, "es", "new"),
    ]


def test_an_undo_takes_a_fetch_back(copa, articles):
    copa("fetch", "2031")
    assert copa("undo")[0] == 0
    assert CHAMPION not in champion(copa)


def test_a_second_fetch_downloads_nothing(copa, articles, english):
    copa("fetch", "2031")
    code, out, _ = copa("fetch", "2031", "--json")
    assert (code, outcomes(out)) == (0, [(2031, "en", "unchanged"), (2031, "es", "unchanged")])
    assert json.loads(out)["report"] is None
    assert english.asked[-1].headers["if-none-match"]


def test_one_language_alone_can_be_fetched(copa, articles, english):
    code, out, _ = copa("fetch", "2031", "--language", "es", "--json")
    assert (code, outcomes(out)) == (0, [(2031, "es", "new")])
    assert english.asked == []


def test_a_revision_without_its_champion_is_held_back(copa, articles, english):
    copa("fetch", "2031", "--language", "en")
    english.write(ENGLISH, VANDALISED)
    code, out, _ = copa("fetch", "2031", "--language", "en", "--json")
    assert (code, outcomes(out)) == (1, [(2031, "en", "held back")])
    assert CHAMPION in champion(copa)
    assert f"The champion {CHAMPION} is no longer in the article." in copa("load")[1]
    english.write(ENGLISH, RECORDED[ENGLISH])
    assert copa("fetch", "2031", "--language", "en")[0] == 0
    assert "no longer" not in copa("load")[1]


@pytest.mark.parametrize(
    "text", ["", "<p>Somebody wrote nonsense here.</p>", "<p>The 2030 Liga 1 was played.</p>"]
)
def test_a_revision_of_which_nothing_is_left_is_held_back(copa, articles, english, text):
    copa("fetch", "2031", "--language", "en")
    english.write(ENGLISH, text)
    code, out, _ = copa("fetch", "2031", "--language", "en", "--json")
    assert (code, outcomes(out)) == (1, [(2031, "en", "held back")])
    assert "Kept back" in copa("load")[1]
    assert CHAMPION in champion(copa)


def test_an_article_that_is_gone_stays_in_use_until_it_is_back(copa, articles, english):
    copa("fetch", "2031", "--language", "en")
    page = english.pages.pop(ENGLISH)
    assert outcomes(copa("fetch", "2031", "--language", "en", "--json")[1]) == [(2031, "en", "held back")]
    assert "no longer has the article" in copa("load")[1]
    assert CHAMPION in champion(copa)
    english.pages[ENGLISH] = page
    assert copa("fetch", "2031", "--language", "en")[0] == 0
    assert "Kept back" not in copa("load")[1]


def test_the_same_html_with_another_etag_is_no_change(copa, articles, english):
    copa("fetch", "2031", "--language", "en")
    english.version = "another"
    code, out, _ = copa("fetch", "2031", "--language", "en", "--json")
    assert (code, outcomes(out)) == (0, [(2031, "en", "unchanged")])
    assert json.loads(out)["report"] is None


def test_a_revision_that_lost_matches_is_held_back(copa, articles, english):
    copa("fetch", "2031", "--language", "en")
    start = RECORDED[ENGLISH].index('<section data-mw-section-id="5"')
    english.write(ENGLISH, RECORDED[ENGLISH][:start] + "</section></section></body></html>")
    code, out, _ = copa("fetch", "2031", "--language", "en")
    assert code == 1
    assert "The article has 4 matches; it had 6." in out


def test_what_is_missing_or_something_else_is_named(copa, articles, english):
    english.moved["2030 Copa Perú"] = "Copa Perú"
    english.write("Copa Perú", "<p>The cup.</p>")
    english.write("2029 Copa Perú", "<p>Many.</p>", pageprops={"disambiguation": ""})
    english.write("2028 Copa Perú", "")
    english.write("2026 Copa Perú", RECORDED[ENGLISH])
    english.write("2025 Copa Perú", "<p>Nothing about anything that somebody won.</p>")
    code, out, _ = copa("fetch", "2025-2031", "--language", "en")
    assert code == 1
    for line in (
        "2030: the title leads to “Copa Perú” in the English Wikipedia, which is not about that season",
        "2029: “2029 Copa Perú” in the English Wikipedia only lists articles of that name",
        "2028: “2028 Copa Perú” in the English Wikipedia is empty",
        "2027: the English Wikipedia has no “2027 Copa Perú”",
        "It is on the season 2031.",
        "No champion, team or match was understood in it.",
    ):
        assert line in out, out
    assert outcomes(copa("fetch", "2025-2031", "--language", "en", "--json")[1])[-1] == (
        2031,
        "en",
        "unchanged",
    )


@pytest.mark.logs_errors
def test_an_article_that_finds_a_fault_of_the_reader_takes_no_other_down(copa, articles, monkeypatch, caplog):
    from bot.reader import read

    check = read.__dict__["check"]

    def faulty(season):
        if season.document.endswith(".es.html"):
            raise RecursionError
        return check(season)

    monkeypatch.setattr(read, "check", faulty)
    code, out, _ = copa("fetch", "2031")
    assert code == 1
    assert "the reader fails on it" in out
    assert CHAMPION in champion(copa)
    caplog.clear()


def test_without_a_network_nothing_changes_and_one_line_says_so(copa, environment):
    environment.setenv("WIKI_EN", "http://127.0.0.1:1")
    code, out, err = copa("fetch", "2031")
    assert (code, out) == (1, "")
    assert err == "error: 127.0.0.1:1 cannot be reached: Connect call failed ('127.0.0.1', 1).\n"


def test_a_login_page_of_the_network_is_named(copa, english):
    english.instead.append((200, {"Content-Type": "text/html"}, b"<html>Log in to Hotel Example</html>"))
    code, out, err = copa("fetch", "2031")
    assert (code, out) == (1, "")
    assert "does not answer like a wiki" in err


def test_without_a_contact_nothing_is_fetched(copa, environment, english):
    environment.delenv("WIKI_CONTACT")
    code, _, err = copa("fetch", "2031")
    assert code == 1
    assert "WIKI_CONTACT" in err
    assert english.asked == []


@pytest.mark.parametrize("seasons", ["", "x", "2031-", "19", "2020-2010", "1900-2100", "2031 x"])
def test_what_names_no_seasons_is_refused(copa, seasons):
    code, _, err = copa("fetch", seasons)
    assert code == 1
    assert "does not name seasons" in err


def test_articles_go_into_a_folder_with_their_licence(copa, articles, english, tmp_path):
    folder = tmp_path / "articles"
    assert copa("fetch", "2031", "--into", folder)[0] == 0
    names = ["2031_copa_peru.en.html", "2031_copa_peru.es.html", "LICENSE.articles.md"]
    assert sorted(path.name for path in folder.iterdir()) == names
    notice = (folder / names[2]).read_text("utf-8")
    assert f"<{english.address}/index.php?oldid=1>" in notice
    assert "CC BY-SA 4.0" in notice
    before = len(english.asked)
    assert outcomes(copa("fetch", "2031", "--into", folder, "--json")[1])[0] == (2031, "en", "unchanged")
    assert len(english.asked) == before + 1


def test_a_folder_of_articles_is_a_folder_of_seasons(copa, articles, environment, tmp_path):
    copa("fetch", "2031", "--into", tmp_path / "articles")
    environment.setenv("SEASONS_DIR", str(tmp_path / "articles"))
    assert copa("load")[0] == 0
    assert CHAMPION in champion(copa)


def test_an_article_of_wikipedia_in_a_folder_is_named_by_its_revision(copa, articles, environment, tmp_path):
    copa("fetch", "2031", "--into", tmp_path, "--language", "en")
    file = tmp_path / "2031_copa_peru.en.html"
    about = re.compile(r'(?<=\sabout=")[^"]*(?=/index\.php/Special:Redirect)')
    file.write_text(about.sub("https://en.wikipedia.org/wiki", file.read_text("utf-8"), count=1), "utf-8")
    environment.setenv("SEASONS_DIR", str(tmp_path))
    assert "“2031 Copa Perú”, English Wikipedia, revision of" in champion(copa)
    answer = json.loads(copa("ask", "/champion 2031", "--json")[1])
    assert "https://en.wikipedia.org/w/index.php?oldid=1" in json.dumps(answer)


def test_a_folder_keeps_an_article_whose_next_revision_lost_its_champion(copa, articles, english, tmp_path):
    copa("fetch", "2031", "--into", tmp_path)
    english.write(ENGLISH, VANDALISED)
    code, out, _ = copa("fetch", "2031", "--into", tmp_path)
    assert code == 1
    assert "no longer in the article" in out
    assert CHAMPION in (tmp_path / "2031_copa_peru.en.html").read_text("utf-8")


def test_a_dry_run_writes_no_file(copa, articles, tmp_path):
    folder = tmp_path / "articles"
    assert copa("fetch", "2031", "--into", folder, "--dry-run")[0] == 0
    assert not folder.exists()


def test_an_article_is_checked_without_being_used(copa, articles):
    code, out, _ = copa("check", "--url", SPANISH)
    assert code == 0
    assert "2031_copa_peru.es.html" in out
    assert "2 matches" in out
    assert CHAMPION not in champion(copa)


@pytest.mark.parametrize("title", ["2030 Copa Perú", "Copa Perú", "2031 Liga 1"])
def test_a_title_of_no_season_is_not_checked(copa, articles, title):
    code, out, err = copa("check", "--url", title)
    assert (code, out) == (1, "")
    assert "is not the title of a season's article" in err
