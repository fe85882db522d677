-- The cache: every fact of the season documents, with the line it stands on. It can always be built again.
-- `headings` is a JSON list of the headings above the line, outermost first.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    name   TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    season INTEGER,            -- null where no season is answered from it
    reason TEXT,               -- why not
    year   INTEGER,            -- the season that it is of, answered from it or not; null where it cannot be read
    state  TEXT NOT NULL CHECK (state IN ('used', 'unreadable', 'second', 'overridden', 'left out')),
    added  TEXT,               -- when a moderator added it; null for a document of the folder
    held   TEXT,               -- JSON list of the problems for which its last good version is in use
    fingerprint TEXT NOT NULL, -- what it was made from
    errors   INTEGER NOT NULL, -- problems of this severity
    warnings INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE rule (
    since      INTEGER PRIMARY KEY,
    win_points INTEGER NOT NULL
) STRICT;

-- What orders a table from a season on, the weightiest first.
CREATE TABLE criterion (
    since    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (since, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE club (
    key        TEXT PRIMARY KEY,
    name       TEXT NOT NULL,  -- as the latest document spells it
    department TEXT
) STRICT, WITHOUT ROWID;

-- What clubs.toml says of clubs; they may be in no document now.

CREATE TABLE identity (
    club       TEXT PRIMARY KEY,
    name       TEXT,           -- instead of the documents'
    department TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE town (
    club TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (club, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE alias (
    club   TEXT NOT NULL,
    text   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (club, text, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE season (
    year                INTEGER PRIMARY KEY,
    document            TEXT NOT NULL UNIQUE REFERENCES document (name) ON DELETE CASCADE,
    title               TEXT NOT NULL,
    lines               INTEGER NOT NULL,
    previous            INTEGER,
    next                INTEGER,
    stated_matches      INTEGER,
    stated_matches_line INTEGER,
    stated_goals        INTEGER,
    stated_goals_line   INTEGER,
    status              TEXT NOT NULL
) STRICT;

-- How much a season holds, so that nobody needs to count all of them.
CREATE TABLE tally (
    season      INTEGER PRIMARY KEY REFERENCES season (year) ON DELETE CASCADE,
    teams       INTEGER NOT NULL, -- lines of the list of teams
    matches     INTEGER NOT NULL, -- match lines
    departments TEXT NOT NULL     -- JSON list of those on these lines, in their order
) STRICT;

-- What is told of a season at a glance: numbers, and lists as JSON.
CREATE TABLE glance (
    season      INTEGER PRIMARY KEY REFERENCES season (year) ON DELETE CASCADE,
    clubs       INTEGER NOT NULL, -- on the list of teams
    departments INTEGER NOT NULL, -- on it
    scored      INTEGER NOT NULL, -- match lines with a score
    goals       INTEGER NOT NULL,
    changes     INTEGER NOT NULL,
    regions     TEXT NOT NULL,    -- names
    stages      TEXT NOT NULL,    -- title, parts with the titles below each, match lines, lost tables
    see_also    TEXT NOT NULL     -- texts
) STRICT;

CREATE TABLE infobox (
    season INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    line   INTEGER NOT NULL,
    label  TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (season, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE section (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    line     INTEGER NOT NULL,
    level    INTEGER NOT NULL,
    title    TEXT NOT NULL,
    headings TEXT NOT NULL,    -- of its parents
    is_stage INTEGER NOT NULL, -- whether it names a stage of the competition
    stage    TEXT,             -- of a match that stands under it; all three are null under "See also" and the like
    "group"  TEXT,
    round    TEXT,
    PRIMARY KEY (season, line)
) STRICT, WITHOUT ROWID;

-- The stages, groups and rounds in the document's order, with what stands right under each heading.
CREATE TABLE place (
    season      INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    stage       TEXT,
    "group"     TEXT,
    round       TEXT,
    line        INTEGER NOT NULL, -- the first
    matches     INTEGER NOT NULL, -- match lines
    lost_tables INTEGER NOT NULL,
    PRIMARY KEY (season, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE paragraph (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    line     INTEGER NOT NULL,
    text     TEXT NOT NULL,
    headings TEXT NOT NULL,
    PRIMARY KEY (season, line, text)
) STRICT, WITHOUT ROWID;

-- Every name by which a document speaks of a club: in the list of teams, a match, the infobox.
CREATE TABLE spelling (
    season INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    name   TEXT NOT NULL,
    club   TEXT NOT NULL REFERENCES club (key) ON DELETE CASCADE,
    PRIMARY KEY (season, name, club)
) STRICT, WITHOUT ROWID;
CREATE INDEX spelling_club ON spelling (club, season);

-- What the documents say for the index of names, a row a club: to open the cache costs clubs, not seasons.
CREATE TABLE naming (
    club      TEXT PRIMARY KEY REFERENCES club (key) ON DELETE CASCADE,
    seasons   TEXT NOT NULL,   -- JSON list of years
    towns     TEXT NOT NULL,   -- JSON list
    spellings TEXT NOT NULL    -- JSON list of pairs of a spelling and the document of the first season with it
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    season     INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    club       TEXT NOT NULL REFERENCES club (key) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    department TEXT,
    location   TEXT,
    headings   TEXT NOT NULL,
    line       INTEGER NOT NULL,
    PRIMARY KEY (season, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_club ON entry (club, season, position, name, department, location, headings, line);

CREATE TABLE region (
    season      INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    name        TEXT NOT NULL,
    departments TEXT NOT NULL, -- JSON list
    headings    TEXT NOT NULL,
    line        INTEGER NOT NULL,
    PRIMARY KEY (season, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE region_department (
    season     INTEGER NOT NULL,
    region     INTEGER NOT NULL,
    department TEXT NOT NULL,
    PRIMARY KEY (season, region, department),
    FOREIGN KEY (season, region) REFERENCES region (season, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE honour (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    place    TEXT NOT NULL CHECK (place IN ('champion', 'runner-up')),
    position INTEGER NOT NULL,
    club     TEXT NOT NULL REFERENCES club (key) ON DELETE CASCADE,
    name     TEXT NOT NULL,
    title    INTEGER,
    headings TEXT NOT NULL,
    line     INTEGER NOT NULL,
    PRIMARY KEY (season, place, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX honour_club ON honour (club);

CREATE TABLE scorer (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    player   TEXT NOT NULL,
    goals    INTEGER,
    club     TEXT REFERENCES club (key) ON DELETE SET NULL,
    team     TEXT,
    headings TEXT NOT NULL,
    line     INTEGER NOT NULL,
    PRIMARY KEY (season, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX scorer_club ON scorer (club);

CREATE TABLE change (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title    TEXT NOT NULL,
    club     TEXT REFERENCES club (key) ON DELETE SET NULL,
    team     TEXT NOT NULL,
    headings TEXT NOT NULL,
    line     INTEGER NOT NULL,
    PRIMARY KEY (season, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_club ON change (club);

CREATE TABLE promotion (
    season    INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    who       TEXT,            -- champion, runner-up, or null
    count     INTEGER,         -- how many unnamed clubs
    target    TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    sentence  TEXT NOT NULL,
    club      TEXT,            -- where the sentence names it
    name      TEXT,
    denied    INTEGER NOT NULL, -- whether the sentence says that it did not happen
    headings  TEXT NOT NULL,
    line      INTEGER NOT NULL,
    PRIMARY KEY (season, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE points_adjustment (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    club     TEXT NOT NULL,
    name     TEXT NOT NULL,
    points   INTEGER NOT NULL, -- negative where they were deducted
    headings TEXT NOT NULL,
    line     INTEGER NOT NULL,
    PRIMARY KEY (season, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE match (
    season     INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    number     INTEGER NOT NULL,
    origin     TEXT NOT NULL CHECK (origin IN ('line', 'infobox')),
    place_number INTEGER,      -- null where no heading is above it
    home       TEXT NOT NULL REFERENCES club (key) ON DELETE CASCADE,
    away       TEXT NOT NULL REFERENCES club (key) ON DELETE CASCADE,
    home_name  TEXT NOT NULL,  -- as written on the line
    away_name  TEXT NOT NULL,
    home_goals INTEGER,
    away_goals INTEGER,
    date       TEXT,
    stage      TEXT,
    "group"    TEXT,
    round      TEXT,
    leg        INTEGER,
    status     TEXT NOT NULL,
    extra_time INTEGER NOT NULL,
    home_penalties INTEGER,
    away_penalties INTEGER,
    play_off   INTEGER NOT NULL,
    knockout   INTEGER NOT NULL, -- whether its round is one of a knock-out
    note       TEXT,
    headings   TEXT NOT NULL,
    line       INTEGER NOT NULL,
    labels     TEXT,           -- JSON list of those of the records that the infobox states of it; null without
    record_note TEXT,          -- the first note of these
    played_home INTEGER,       -- the score on the pitch where another one was awarded
    played_away INTEGER,
    through      TEXT,         -- the club that the source marks as gone on
    through_name TEXT,
    PRIMARY KEY (season, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_home ON match (home, season);
CREATE INDEX match_away ON match (away, season);

CREATE TABLE record (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label    TEXT NOT NULL,
    number   INTEGER NOT NULL, -- the match, of a line or of the infobox alone
    note     TEXT,
    headings TEXT NOT NULL,
    line     INTEGER NOT NULL,
    PRIMARY KEY (season, position),
    FOREIGN KEY (season, number) REFERENCES match (season, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE stated_row (
    season        INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    position      INTEGER NOT NULL,
    place         INTEGER,
    club          TEXT NOT NULL REFERENCES club (key) ON DELETE CASCADE,
    name          TEXT NOT NULL,
    played        INTEGER,
    won           INTEGER,
    drawn         INTEGER,
    lost          INTEGER,
    goals_for     INTEGER,
    goals_against INTEGER,
    points        INTEGER,
    note          TEXT,
    stage         TEXT,
    "group"       TEXT,
    adjustment    INTEGER,          -- points deducted or added
    goal_difference INTEGER,
    headings      TEXT NOT NULL,
    line          INTEGER NOT NULL,
    PRIMARY KEY (season, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX stated_row_club ON stated_row (club);

CREATE TABLE see_also (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    PRIMARY KEY (season, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lost_table (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    line     INTEGER NOT NULL,
    headings TEXT NOT NULL,
    stage    TEXT,
    "group"  TEXT,
    PRIMARY KEY (season, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
    document TEXT NOT NULL REFERENCES document (name) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    severity TEXT NOT NULL,
    line     INTEGER NOT NULL,
    text     TEXT NOT NULL,
    message  TEXT NOT NULL,    -- an English sentence with {places}
    "values" TEXT NOT NULL,    -- JSON object that fills them
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- From here on: what is worked out of a document when it is loaded (summaries.py), and sums over all documents.

CREATE TABLE counted (
    season      INTEGER PRIMARY KEY REFERENCES season (year) ON DELETE CASCADE,
    matches     INTEGER NOT NULL, -- match lines that records count
    awarded     INTEGER NOT NULL, -- and those with a score that they leave out
    leagues     INTEGER NOT NULL, -- complete round robins
    lost_tables INTEGER NOT NULL,
    records     INTEGER NOT NULL, -- results that the infobox states
    scorers     INTEGER NOT NULL
) STRICT;
CREATE INDEX counted_silent ON counted (season DESC) WHERE scorers = 0;

CREATE TABLE counted_in_all (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    matches     INTEGER NOT NULL,
    awarded     INTEGER NOT NULL,
    leagues     INTEGER NOT NULL,
    lost_tables INTEGER NOT NULL,
    records     INTEGER NOT NULL,
    scorers     INTEGER NOT NULL,
    silent      INTEGER NOT NULL  -- seasons without a scorer
) STRICT;
INSERT INTO counted_in_all VALUES (1, 0, 0, 0, 0, 0, 0, 0);

CREATE TRIGGER counted_comes AFTER INSERT ON counted BEGIN
    UPDATE counted_in_all
       SET matches = matches + new.matches, awarded = awarded + new.awarded, leagues = leagues + new.leagues,
           lost_tables = lost_tables + new.lost_tables, records = records + new.records,
           scorers = scorers + new.scorers, silent = silent + (new.scorers = 0);
END;

CREATE TRIGGER counted_goes AFTER DELETE ON counted BEGIN
    UPDATE counted_in_all
       SET matches = matches - old.matches, awarded = awarded - old.awarded, leagues = leagues - old.leagues,
           lost_tables = lost_tables - old.lost_tables, records = records - old.records,
           scorers = scorers - old.scorers, silent = silent - (old.scorers = 0);
END;

-- Who holds a record of its season; the higher the value the better.
CREATE TABLE holder (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    kind     TEXT NOT NULL CHECK (kind IN ('win', 'goals', 'round', 'attack', 'defence', 'run')),
    position INTEGER NOT NULL,
    value    REAL NOT NULL,
    club     TEXT,
    name     TEXT,
    stage    TEXT,
    "group"  TEXT,
    round    TEXT,
    numbers  TEXT NOT NULL,    -- JSON list: the match's; of a round its matches and goals; of a team its record; of a run its matches and wins
    headings TEXT,             -- of a round
    line     INTEGER,
    course   TEXT,             -- of a run, JSON list: dates of its ends or null, headings and lines of its matches
    PRIMARY KEY (season, kind, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX holder_value ON holder (kind, value DESC, season DESC, position);

-- How many holders there are of each value.
CREATE TABLE held_by (
    kind   TEXT NOT NULL,
    value  REAL NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER holder_comes AFTER INSERT ON holder BEGIN
    INSERT INTO held_by VALUES (new.kind, new.value, 1) ON CONFLICT DO UPDATE SET number = number + 1;
END;

CREATE TRIGGER holder_goes AFTER DELETE ON holder BEGIN
    UPDATE held_by SET number = number - 1 WHERE kind = old.kind AND value = old.value;
    DELETE FROM held_by WHERE kind = old.kind AND value = old.value AND number = 0;
END;

-- How a season was decided, where its document shows it.
CREATE TABLE decision (
    season         INTEGER PRIMARY KEY REFERENCES season (year) ON DELETE CASCADE,
    how            TEXT NOT NULL,
    champion       TEXT NOT NULL,
    champion_name  TEXT NOT NULL,
    runner_up      TEXT,
    runner_up_name TEXT,
    stated         INTEGER NOT NULL, -- whether the document names the champion, too
    stage          TEXT,
    rows           TEXT NOT NULL,    -- JSON list of the table's rows: place, shared, club, name, points, record
    matches        TEXT NOT NULL     -- JSON list of numbers of matches
) STRICT;

-- A club's position in each complete table that it is in.
CREATE TABLE table_place (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    club     TEXT NOT NULL,
    stage    TEXT,             -- of the table, with its group
    position INTEGER NOT NULL,
    PRIMARY KEY (season, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX table_place_club ON table_place (club, position, season DESC);

-- Which clubs a problem of the season's document names.
CREATE TABLE doubt (
    season   INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    club     TEXT NOT NULL,
    problem  INTEGER NOT NULL, -- its position in the document
    PRIMARY KEY (club, season, problem)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubt_season ON doubt (season);

CREATE INDEX document_shown ON document (season DESC, name) WHERE state NOT IN ('overridden', 'left out');
CREATE INDEX document_added ON document (added) WHERE added IS NOT NULL;

-- What a document tells of a club.
CREATE TABLE club_season (
    club    TEXT NOT NULL,
    season  INTEGER NOT NULL REFERENCES season (year) ON DELETE CASCADE,
    matches INTEGER NOT NULL,  -- match lines
    lines   INTEGER NOT NULL,  -- that tell its results: a match each, or what is known where there is none
    PRIMARY KEY (club, season)
) STRICT, WITHOUT ROWID;
CREATE INDEX club_season_season ON club_season (season);

CREATE TABLE club_lines (
    club  TEXT PRIMARY KEY,
    lines INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER club_season_comes AFTER INSERT ON club_season BEGIN
    INSERT INTO club_lines VALUES (new.club, new.lines) ON CONFLICT DO UPDATE SET lines = lines + new.lines;
END;

CREATE TRIGGER club_season_goes AFTER DELETE ON club_season BEGIN
    UPDATE club_lines SET lines = lines - old.lines WHERE club = old.club;
    DELETE FROM club_lines WHERE club = old.club AND lines = 0;
END;

-- A club's match lines against another, with the latest season that has some and the first of these there.
CREATE TABLE met (
    club          TEXT NOT NULL,
    opponent      TEXT NOT NULL,
    latest        INTEGER NOT NULL,
    first         INTEGER NOT NULL,
    matches       INTEGER NOT NULL,
    played        INTEGER NOT NULL, -- those with a score
    won           INTEGER NOT NULL,
    drawn         INTEGER NOT NULL,
    lost          INTEGER NOT NULL,
    goals_for     INTEGER NOT NULL,
    goals_against INTEGER NOT NULL,
    PRIMARY KEY (club, opponent)
) STRICT, WITHOUT ROWID;
CREATE INDEX met_most ON met (club, matches DESC, latest DESC, first);

-- All of a club's matches of one origin.
CREATE TABLE club_record (
    club          TEXT NOT NULL,
    origin        TEXT NOT NULL,
    matches       INTEGER NOT NULL,
    played        INTEGER NOT NULL,
    won           INTEGER NOT NULL,
    drawn         INTEGER NOT NULL,
    lost          INTEGER NOT NULL,
    goals_for     INTEGER NOT NULL,
    goals_against INTEGER NOT NULL,
    PRIMARY KEY (club, origin)
) STRICT, WITHOUT ROWID;

-- A match as each of its clubs sees it.
CREATE VIEW match_side AS
SELECT season, number, origin, home AS club, away AS opponent, home_goals AS own, away_goals AS other FROM match
 UNION ALL
SELECT season, number, origin, away, home, away_goals, home_goals FROM match WHERE home <> away;

CREATE TRIGGER match_comes AFTER INSERT ON match BEGIN
    INSERT INTO met
    SELECT club, opponent, season, number, 1, own + other IS NOT NULL, coalesce(own > other, 0),
           coalesce(own = other, 0), coalesce(own < other, 0), iif(own + other IS NULL, 0, own),
           iif(own + other IS NULL, 0, other)
      FROM match_side
     WHERE season = new.season AND number = new.number AND origin = 'line'
        ON CONFLICT DO UPDATE
       SET first = CASE WHEN excluded.latest > latest THEN excluded.first
                        WHEN excluded.latest = latest THEN min(first, excluded.first)
                        ELSE first END,
           latest = max(latest, excluded.latest), matches = matches + 1, played = played + excluded.played,
           won = won + excluded.won, drawn = drawn + excluded.drawn, lost = lost + excluded.lost,
           goals_for = goals_for + excluded.goals_for, goals_against = goals_against + excluded.goals_against;
    INSERT INTO club_record
    SELECT club, origin, 1, own + other IS NOT NULL, coalesce(own > other, 0), coalesce(own = other, 0),
           coalesce(own < other, 0), iif(own + other IS NULL, 0, own), iif(own + other IS NULL, 0, other)
      FROM match_side
     WHERE season = new.season AND number = new.number
        ON CONFLICT DO UPDATE
       SET matches = matches + 1, played = played + excluded.played, won = won + excluded.won,
           drawn = drawn + excluded.drawn, lost = lost + excluded.lost,
           goals_for = goals_for + excluded.goals_for, goals_against = goals_against + excluded.goals_against;
END;

CREATE TRIGGER match_goes BEFORE DELETE ON match BEGIN
    UPDATE club_record
       SET matches = matches - 1, played = played - (own + other IS NOT NULL),
           won = won - coalesce(own > other, 0), drawn = drawn - coalesce(own = other, 0),
           lost = lost - coalesce(own < other, 0), goals_for = goals_for - iif(own + other IS NULL, 0, own),
           goals_against = goals_against - iif(own + other IS NULL, 0, other)
      FROM match_side AS side
     WHERE side.season = old.season AND side.number = old.number
       AND club_record.club = side.club AND club_record.origin = side.origin;
    DELETE FROM club_record WHERE club IN (old.home, old.away) AND matches = 0;
    UPDATE met
       SET matches = matches - 1, played = played - (own + other IS NOT NULL),
           won = won - coalesce(own > other, 0), drawn = drawn - coalesce(own = other, 0),
           lost = lost - coalesce(own < other, 0), goals_for = goals_for - iif(own + other IS NULL, 0, own),
           goals_against = goals_against - iif(own + other IS NULL, 0, other)
      FROM match_side AS side
     WHERE side.season = old.season AND side.number = old.number AND side.origin = 'line'
       AND met.club = side.club AND met.opponent = side.opponent;
    -- Not "(club, opponent) IN (VALUES …)": SQLite finds no index for that and reads the whole table.
    DELETE FROM met
     WHERE (club = old.home AND opponent = old.away OR club = old.away AND opponent = old.home) AND matches = 0;
END;

CREATE TRIGGER match_gone AFTER DELETE ON match WHEN old.origin = 'line' BEGIN
    UPDATE met
       SET (latest, first) = (SELECT season, number
                                FROM match
                               WHERE (home = old.home AND away = old.away OR home = old.away AND away = old.home)
                                 AND origin = 'line'
                               ORDER BY season DESC, number
                               LIMIT 1)
     WHERE (club = old.home AND opponent = old.away OR club = old.away AND opponent = old.home)
       AND latest = old.season;
END;

CREATE INDEX match_pair ON match (home, away, season DESC);
CREATE INDEX match_infobox_home ON match (home) WHERE origin = 'infobox';
CREATE INDEX match_infobox_away ON match (away) WHERE origin = 'infobox';
CREATE INDEX match_home_margin ON match (home, home_goals - away_goals, home_goals + away_goals, season)
    WHERE origin = 'line';
CREATE INDEX match_away_margin ON match (away, away_goals - home_goals, home_goals + away_goals, season)
    WHERE origin = 'line';
CREATE INDEX entry_department ON entry (department);
CREATE INDEX region_department_name ON region_department (department);
CREATE INDEX region_name ON region (name, season, position);

-- The margin and the goals of a match line as each of its clubs sees it, by the two indexes above.
CREATE VIEW side_margin AS
SELECT home AS club, season, number, home_goals - away_goals AS margin, home_goals + away_goals AS goals
  FROM match
 WHERE origin = 'line'
 UNION ALL
SELECT away, season, number, away_goals - home_goals, home_goals + away_goals
  FROM match
 WHERE origin = 'line';

-- What the documents together tell of a club, gathered like `naming`.
CREATE TABLE profile (
    club        TEXT PRIMARY KEY REFERENCES club (key) ON DELETE CASCADE,
    departments TEXT NOT NULL,    -- JSON list, the latest first
    record      TEXT NOT NULL,    -- JSON list of the numbers of `club_record` for match lines, empty without any
    wins        TEXT NOT NULL,    -- JSON list of the biggest ones, each its season and number
    losses      TEXT NOT NULL,
    best        TEXT NOT NULL,    -- JSON list of its highest positions in complete tables: season, stage, position
    most_met    TEXT NOT NULL,    -- JSON list of the opponents met most, each with the numbers of `met`
    met         INTEGER NOT NULL, -- opponents
    in_infobox  INTEGER NOT NULL, -- matches that stand there alone
    honours     INTEGER NOT NULL, -- rows of these tables that are the club's
    changes     INTEGER NOT NULL,
    doubts      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
