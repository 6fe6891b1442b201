-- What a correction accepted into the store was written against (as text, in the unit the source states), and the rows of
-- corrections whose figure has been mended since: out of the log, kept for the day on which it is what it was.

CREATE TABLE correction (
    change_set INTEGER NOT NULL, action VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL, area VARCHAR NOT NULL, measure VARCHAR NOT NULL, period VARCHAR NOT NULL,
    source VARCHAR NOT NULL, locator VARCHAR NOT NULL, expect VARCHAR NOT NULL, value VARCHAR NOT NULL
);

CREATE TABLE set_aside AS SELECT * FROM observation WHERE 1 = 0;
