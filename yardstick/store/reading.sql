-- The reading lies in two tables, so that no figure is kept twice: `shown`, one figure for each cell, and `beaten`, the
-- others. The text of a figure is made where it is needed.

DROP VIEW observation_current;
DROP VIEW observation_all;
DROP TABLE reading;
DROP TABLE shown;

ALTER TABLE observation DROP COLUMN figure;
ALTER TABLE set_aside DROP COLUMN figure;

-- Derived when the file is built: every live figure, sorted by indicator, area, period; `pick` is its place in its cell,
-- 1 for the one shown.
CREATE TABLE shown (
    area VARCHAR NOT NULL, indicator VARCHAR NOT NULL, measure VARCHAR NOT NULL, period VARCHAR NOT NULL, as_of DATE,
    value DOUBLE PRECISION, value_high DOUBLE PRECISION, qualifier VARCHAR NOT NULL, unit VARCHAR NOT NULL,
    obs_status VARCHAR NOT NULL, source VARCHAR NOT NULL, locator VARCHAR NOT NULL, change_set INTEGER NOT NULL,
    base_period VARCHAR NOT NULL, stated_value VARCHAR NOT NULL, stated_unit VARCHAR NOT NULL, note VARCHAR NOT NULL,
    missing_reason VARCHAR, year INTEGER NOT NULL, figures INTEGER NOT NULL, conflict BOOLEAN NOT NULL,
    period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    pick INTEGER NOT NULL, differs BOOLEAN NOT NULL,
    missing_rank INTEGER NOT NULL, base_rank INTEGER NOT NULL, kind_rank INTEGER NOT NULL,
    confidence_rank INTEGER NOT NULL, status_rank INTEGER NOT NULL, exactness INTEGER NOT NULL,
    published DATE, counted DATE NOT NULL,
    base VARCHAR, base_year INTEGER, rounding DOUBLE PRECISION, firm_rank INTEGER NOT NULL
);

CREATE TABLE beaten AS SELECT * FROM shown WHERE 1 = 0;

CREATE VIEW reading AS SELECT * FROM shown UNION ALL SELECT * FROM beaten;

CREATE VIEW observation_current AS
SELECT area, indicator, measure, period, as_of, value, value_high, qualifier, unit, obs_status, source, locator,
       change_set, base_period, stated_value, stated_unit, note, missing_reason, year, figures, conflict, period_kind,
       period_start, period_end
FROM shown;

CREATE VIEW observation_all AS SELECT * FROM reading;
