"""What all documents say of a club, gathered anew for the clubs of those documents that changed."""

OPPONENTS = 5
"""Opponents that are gathered, those met most."""

TOUCHED_BEFORE = """
    INSERT OR IGNORE INTO touched
    SELECT club FROM spelling WHERE season = (SELECT season FROM document WHERE name = ?)
"""
"""Marks the clubs of a document that is about to go."""

_FORGET_CLUBS = """
    DELETE FROM club
     WHERE key IN (SELECT club FROM touched)
       AND NOT EXISTS (SELECT * FROM spelling WHERE spelling.club = club.key)
"""

_NAME_BY_LATEST = """
    UPDATE club
       SET name = coalesce((SELECT identity.name FROM identity WHERE identity.club = club.key),
                           (SELECT entry.name
                              FROM entry
                             WHERE entry.club = club.key
                             ORDER BY entry.season DESC
                             LIMIT 1),
                           (SELECT spelling.name
                              FROM spelling
                             WHERE spelling.club = club.key
                             ORDER BY spelling.season DESC, spelling.name
                             LIMIT 1)),
           department = coalesce((SELECT identity.department FROM identity WHERE identity.club = club.key),
                                 department)
     WHERE key IN (SELECT club FROM touched)
"""

_GATHER_NAMES = """
    INSERT OR REPLACE INTO naming
    SELECT key,
           (SELECT json_group_array(season)
              FROM (SELECT DISTINCT season FROM spelling WHERE spelling.club = club.key ORDER BY season)),
           (SELECT json_group_array(location)
              FROM (SELECT DISTINCT location
                      FROM entry
                     WHERE entry.club = club.key AND location IS NOT NULL
                     ORDER BY location)),
           (SELECT json_group_array(json_array(name, document))
              FROM (SELECT name, document
                      FROM (SELECT name, min(season) AS first
                              FROM spelling
                             WHERE spelling.club = club.key
                             GROUP BY name)
                      JOIN season ON year = first
                     ORDER BY name))
      FROM club
     WHERE key IN (SELECT club FROM touched)
"""

_GATHER_PROFILES = f"""
    INSERT OR REPLACE INTO profile
    SELECT key,
           (SELECT json_group_array(department)
              FROM (SELECT department, max(season) AS latest
                      FROM entry
                     WHERE entry.club = club.key AND department IS NOT NULL
                     GROUP BY department
                     ORDER BY latest DESC, position)),
           coalesce((SELECT json_array(played, won, drawn, lost, goals_for, goals_against)
                       FROM club_record
                      WHERE club_record.club = club.key AND origin = 'line'),
                    '[]'),
           (SELECT json_group_array(json_array(season, number))
              FROM (SELECT season, number
                      FROM side_margin
                     WHERE side_margin.club = club.key
                       AND (margin, goals) = (SELECT margin, goals
                                                FROM side_margin
                                               WHERE side_margin.club = club.key AND margin > 0
                                               ORDER BY margin DESC, goals DESC
                                               LIMIT 1)
                     ORDER BY season DESC, number)),
           (SELECT json_group_array(json_array(season, number))
              FROM (SELECT season, number
                      FROM side_margin
                     WHERE side_margin.club = club.key
                       AND (margin, goals) = (SELECT margin, goals
                                                FROM side_margin
                                               WHERE side_margin.club = club.key AND margin < 0
                                               ORDER BY margin, goals DESC
                                               LIMIT 1)
                     ORDER BY season DESC, number)),
           (SELECT json_group_array(json_array(season, stage, position))
              FROM (SELECT season, stage, position
                      FROM table_place
                     WHERE table_place.club = club.key
                       AND position = (SELECT min(position)
                                         FROM table_place
                                        WHERE table_place.club = club.key)
                     ORDER BY season DESC, number)),
           (SELECT json_group_array(json_array(opponent, played, won, drawn, lost, goals_for, goals_against))
              FROM (SELECT *
                      FROM met
                     WHERE met.club = club.key
                     ORDER BY matches DESC, latest DESC, first
                     LIMIT {OPPONENTS})),
           (SELECT count(*) FROM met WHERE met.club = club.key),
           coalesce((SELECT matches
                       FROM club_record
                      WHERE club_record.club = club.key AND origin = 'infobox'),
                    0),
           (SELECT count(*) FROM honour WHERE honour.club = club.key),
           (SELECT count(*) FROM change WHERE change.club = club.key),
           (SELECT count(*) FROM doubt WHERE doubt.club = club.key)
      FROM club
     WHERE key IN (SELECT club FROM touched)
"""

GATHER = (_FORGET_CLUBS, _NAME_BY_LATEST, _GATHER_NAMES, _GATHER_PROFILES)
