-- What moderators changed: not to be thrown away. One transaction a change. This file is version 1;
-- a later version is a step of its own, migrations/2.sql and so on, and none is ever edited.
-- Moments are ISO 8601 in UTC; `who` is a Discord id, or "terminal".

-- Bytes of documents, each once however many rows name them.
CREATE TABLE content (
    sha256 TEXT PRIMARY KEY,
    data   BLOB NOT NULL
) STRICT;

CREATE TABLE document (
    season   INTEGER PRIMARY KEY,
    file     TEXT NOT NULL,    -- its name when it was sent, for people to know it by
    sha256   TEXT NOT NULL REFERENCES content (sha256),
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    who_name TEXT NOT NULL
) STRICT;

-- Seasons whose shipped document is not used.
CREATE TABLE left_out (
    season   INTEGER PRIMARY KEY,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    who_name TEXT NOT NULL
) STRICT;

CREATE TABLE alias (
    folded   TEXT NOT NULL,
    club     TEXT NOT NULL,    -- its key
    text     TEXT NOT NULL,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    who_name TEXT NOT NULL,
    PRIMARY KEY (folded, club)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    who_name TEXT NOT NULL,
    what     TEXT NOT NULL,
    details  TEXT NOT NULL CHECK (json_valid(details))
) STRICT;

-- Documents, seasons left out and aliases as they were before a change of the journal.
CREATE TABLE undo (
    number INTEGER PRIMARY KEY REFERENCES journal (number),
    state  TEXT NOT NULL CHECK (json_valid(state))
) STRICT;

-- Documents that were sent and are not confirmed yet.
CREATE TABLE offer (
    token   TEXT PRIMARY KEY,
    season  INTEGER NOT NULL,
    file    TEXT NOT NULL,
    sha256  TEXT NOT NULL REFERENCES content (sha256),
    who     TEXT NOT NULL,
    expires TEXT NOT NULL
) STRICT;

-- The last good version of each shipped document.
CREATE TABLE good (
    name   TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL REFERENCES content (sha256)
) STRICT;
