-- Which clubs are one and which are two, by moderators, in the order in which it was decided.
CREATE TABLE club_rule (
    number     INTEGER PRIMARY KEY,
    club       TEXT NOT NULL,    -- the key that the documents give it
    into_club  TEXT NOT NULL,    -- the key of the club that it is
    seasons    TEXT NOT NULL CHECK (json_valid(seasons)),    -- years; none for all
    name       TEXT,
    department TEXT,
    at         TEXT NOT NULL,
    who        TEXT NOT NULL,
    who_name   TEXT NOT NULL
) STRICT;

-- Other changes than documents wait for their confirmation too.
ALTER TABLE offer ADD COLUMN what TEXT NOT NULL DEFAULT 'add document';
