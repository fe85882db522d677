-- The cache: every fact of the season documents, with the line it stands on. It can always be built again.
-- A season may have several documents; each fact is one document's, as it says it. What they say together
-- is worked out where a season is read. `headings` is a JSON list of the headings above the line, outermost
-- first.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    name   TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    reason TEXT,               -- why no season, or not each of its seasons, is answered from it
    year   INTEGER,            -- the season that it is of; null where it cannot be read or is of several
    state  TEXT NOT NULL CHECK (state IN ('used', 'unreadable', 'second', 'overridden', 'left out')),
    added  TEXT,               -- when a moderator added it; null for a document of the folder
    held   TEXT,               -- JSON list of the problems for which its last good version is in use
    article TEXT,              -- JSON object of the wiki's article that it is: title, language, revision, url …
    fingerprint TEXT NOT NULL  -- what it was made from
) STRICT, WITHOUT ROWID;

-- How a table is made from a season on.
CREATE TABLE rule (
    since      INTEGER PRIMARY KEY,
    win_points INTEGER NOT NULL,
    criteria   TEXT NOT NULL   -- JSON list of what orders it, the weightiest first
) STRICT;

CREATE TABLE club (
    key        TEXT PRIMARY KEY,
    name       TEXT NOT NULL,  -- as the latest document spells it
    department TEXT,
    towns      TEXT NOT NULL   -- JSON list of places beyond those of the documents
) STRICT, WITHOUT ROWID;

CREATE TABLE alias (
    club   TEXT NOT NULL,
    text   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (club, text, kind)
) STRICT, WITHOUT ROWID;

-- What a document says of a season.
CREATE TABLE season (
    year                INTEGER NOT NULL,
    document            TEXT NOT NULL REFERENCES document (name),
    position            INTEGER NOT NULL, -- among the season's documents; 0 leads
    of_list             INTEGER NOT NULL, -- whether the document is a list of editions
    title               TEXT NOT NULL,
    lines               INTEGER NOT NULL,
    previous            INTEGER, next INTEGER,
    stated_matches      INTEGER, stated_matches_line INTEGER,
    stated_goals        INTEGER, stated_goals_line   INTEGER,
    status              TEXT NOT NULL,
    see_also            TEXT NOT NULL, -- JSON list
    PRIMARY KEY (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE infobox (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL,
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE section (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    level INTEGER NOT NULL,
    title TEXT NOT NULL,
    headings TEXT NOT NULL, -- of its parents
    is_stage INTEGER NOT NULL, -- whether it names a stage of the competition
    -- Of a match that stands under it; all three are null under "See also" and the like.
    stage TEXT, "group" TEXT, round TEXT,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE paragraph (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    text TEXT NOT NULL,
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

-- Every name by which a document speaks of a club: in the list of teams, a match, the infobox.
CREATE TABLE spelling (
    season INTEGER NOT NULL, document TEXT NOT NULL,
    name   TEXT NOT NULL,
    club   TEXT NOT NULL REFERENCES club (key),
    PRIMARY KEY (season, document, name, club),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    club TEXT NOT NULL REFERENCES club (key), name TEXT NOT NULL,
    department TEXT,
    location TEXT,
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE region (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    name TEXT NOT NULL,
    departments TEXT NOT NULL, -- JSON list
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE honour (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('champion', 'runner-up')),
    club TEXT NOT NULL REFERENCES club (key), name TEXT NOT NULL,
    department TEXT, -- that the club played for, as a list of editions says
    title INTEGER,
    unlisted INTEGER NOT NULL, -- whether neither the list of teams nor a match has the club
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE scorer (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    player TEXT NOT NULL,
    goals INTEGER,
    club TEXT REFERENCES club (key), name TEXT,
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE change (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    title TEXT NOT NULL,
    teams TEXT NOT NULL, -- JSON list of pairs of a club's key and its name
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE promotion (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    who TEXT, -- champion, runner-up, or null
    count INTEGER, -- how many unnamed clubs
    target TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    sentence TEXT NOT NULL,
    club TEXT REFERENCES club (key), name TEXT, -- where the sentence names it
    denied INTEGER NOT NULL, -- whether the sentence says that it did not happen
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE points_adjustment (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    club TEXT NOT NULL REFERENCES club (key), name TEXT NOT NULL,
    points INTEGER NOT NULL, -- negative where they were deducted
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE match (
    season INTEGER NOT NULL, document TEXT NOT NULL, number INTEGER NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('line', 'infobox')),
    home TEXT NOT NULL REFERENCES club (key), home_name TEXT NOT NULL, -- as written on the line
    away TEXT NOT NULL REFERENCES club (key), away_name TEXT NOT NULL,
    home_goals INTEGER, away_goals INTEGER,
    date TEXT,
    stage TEXT, "group" TEXT, round TEXT,
    leg INTEGER,
    status TEXT NOT NULL,
    extra_time INTEGER NOT NULL,
    home_penalties INTEGER, away_penalties INTEGER,
    play_off INTEGER NOT NULL,
    knockout INTEGER NOT NULL, -- whether its round is one of a knock-out
    note TEXT,
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    also TEXT NOT NULL, -- JSON list of other places that tell the match: pairs of headings and line
    labels TEXT NOT NULL, -- JSON list of those of its records
    record_note TEXT, -- the first note of these
    played_home INTEGER, played_away INTEGER, -- the score on the pitch where another one was awarded
    through TEXT REFERENCES club (key), through_name TEXT, -- marked by the source as gone on
    aggregate_home INTEGER, aggregate_away INTEGER, -- of its tie, as the document states it
    settled_by TEXT, -- what the document says settled its tie
    other_scores TEXT NOT NULL, -- JSON list of contradicting scores: home, away, headings, line
    PRIMARY KEY (season, document, number),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    label TEXT NOT NULL,
    number INTEGER NOT NULL, -- the match, of a line or of the infobox alone
    note TEXT,
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document, number) REFERENCES match (season, document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE stated_row (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    place INTEGER,
    club TEXT NOT NULL REFERENCES club (key), name TEXT NOT NULL,
    played INTEGER, won INTEGER, drawn INTEGER, lost INTEGER,
    goals_for INTEGER, goals_against INTEGER,
    points INTEGER,
    note TEXT,
    stage TEXT, "group" TEXT,
    adjustment INTEGER, -- points deducted or added
    goal_difference INTEGER,
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

-- What moderators corrected of matches. It is applied where a season is read, never to what documents say.
CREATE TABLE correction (
    position INTEGER PRIMARY KEY,
    season INTEGER NOT NULL,
    home TEXT NOT NULL, away TEXT NOT NULL, -- keys of clubs
    date TEXT NOT NULL, -- of the match as its document has it; empty for none
    stage TEXT, "group" TEXT, round TEXT,
    leg INTEGER,
    match TEXT NOT NULL, -- what it is called
    kind TEXT NOT NULL CHECK (kind IN ('score', 'date')),
    printed TEXT NOT NULL, -- what the document has
    value TEXT NOT NULL, -- what holds instead
    source TEXT NOT NULL
) STRICT;

CREATE TABLE lost_table (
    season INTEGER NOT NULL, document TEXT NOT NULL, position INTEGER NOT NULL,
    headings TEXT NOT NULL, line INTEGER NOT NULL,
    stage TEXT, "group" TEXT,
    PRIMARY KEY (season, document, position),
    FOREIGN KEY (season, document) REFERENCES season (year, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
    document TEXT NOT NULL REFERENCES document (name),
    position INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    severity TEXT NOT NULL,
    line     INTEGER NOT NULL,
    text     TEXT NOT NULL,
    message  TEXT NOT NULL,    -- an English sentence with {places}
    "values" TEXT NOT NULL,    -- JSON object that fills them
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
