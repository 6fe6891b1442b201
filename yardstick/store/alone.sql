-- A figure that is all that was ever said of its cell lies in the store once: in `shown`, marked `alone`. `spoken` is the
-- log of the other cells, `contested` their live figures. The log as a whole is the view `observation`.

DROP VIEW observation_all;
DROP VIEW observation_current;
DROP VIEW reading;
DROP TABLE beaten;
DROP TABLE shown;

ALTER TABLE observation RENAME TO spoken;
ALTER TABLE spoken DROP COLUMN base;
ALTER TABLE spoken DROP COLUMN base_year;
ALTER TABLE spoken DROP COLUMN usual_base;
ALTER TABLE spoken DROP COLUMN rounding;
ALTER TABLE spoken DROP COLUMN low;
ALTER TABLE spoken DROP COLUMN high;
ALTER TABLE set_aside DROP COLUMN base;
ALTER TABLE set_aside DROP COLUMN base_year;
ALTER TABLE set_aside DROP COLUMN usual_base;
ALTER TABLE set_aside DROP COLUMN rounding;
ALTER TABLE set_aside DROP COLUMN low;
ALTER TABLE set_aside DROP COLUMN high;

-- What a change in a period, on the base stated for it (or on none), is measured against; `usual_base` tells whether that
-- is the period a year before.
CREATE TABLE base (
    period VARCHAR NOT NULL, base_period VARCHAR NOT NULL,
    base VARCHAR, base_year INTEGER, usual_base BOOLEAN NOT NULL
);

-- One figure for each cell, sorted by indicator, area, period. A row that is `alone` is a row of the log as well.
CREATE TABLE shown (
    area VARCHAR NOT NULL, indicator VARCHAR NOT NULL, measure VARCHAR NOT NULL, period VARCHAR NOT NULL, as_of DATE,
    value DOUBLE PRECISION, value_high DOUBLE PRECISION, qualifier VARCHAR NOT NULL, unit VARCHAR NOT NULL,
    obs_status VARCHAR NOT NULL, source VARCHAR NOT NULL, locator VARCHAR NOT NULL, change_set INTEGER NOT NULL,
    base_period VARCHAR NOT NULL, stated_value VARCHAR NOT NULL, stated_unit VARCHAR NOT NULL, note VARCHAR NOT NULL,
    missing_reason VARCHAR, year INTEGER NOT NULL, figures INTEGER NOT NULL, conflict BOOLEAN NOT NULL,
    period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL, alone BOOLEAN NOT NULL
);

-- Every live figure of the other cells; `pick` is its place in its cell, 1 for the one shown.
CREATE TABLE contested (
    area VARCHAR NOT NULL, indicator VARCHAR NOT NULL, measure VARCHAR NOT NULL, period VARCHAR NOT NULL, as_of DATE,
    value DOUBLE PRECISION, value_high DOUBLE PRECISION, qualifier VARCHAR NOT NULL, unit VARCHAR NOT NULL,
    obs_status VARCHAR NOT NULL, source VARCHAR NOT NULL, locator VARCHAR NOT NULL, change_set INTEGER NOT NULL,
    base_period VARCHAR NOT NULL, stated_value VARCHAR NOT NULL, stated_unit VARCHAR NOT NULL, note VARCHAR NOT NULL,
    missing_reason VARCHAR, year INTEGER NOT NULL, figures INTEGER NOT NULL, conflict BOOLEAN NOT NULL,
    period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL,
    pick INTEGER NOT NULL, differs BOOLEAN NOT NULL,
    missing_rank INTEGER NOT NULL, base_rank INTEGER NOT NULL, kind_rank INTEGER NOT NULL,
    confidence_rank INTEGER NOT NULL, status_rank INTEGER NOT NULL, exactness INTEGER NOT NULL,
    published DATE, counted DATE NOT NULL, base VARCHAR, base_year INTEGER, firm_rank INTEGER NOT NULL
);

CREATE VIEW observation AS
SELECT change_set, action, indicator, area, measure, period, period_kind, period_start, period_end, year, as_of,
       base_period, value, value_high, qualifier, unit, obs_status, source, locator, stated_value, stated_unit,
       missing_reason, note
FROM spoken
UNION ALL
SELECT change_set, 'assert' AS action, indicator, area, measure, period, period_kind, period_start, period_end, year,
       as_of, base_period, value, value_high, qualifier, unit, obs_status, source, locator, stated_value, stated_unit,
       missing_reason, note
FROM shown WHERE alone;

-- Every live figure, without the columns that decide between several.
CREATE VIEW live AS
SELECT area, indicator, measure, period, as_of, value, value_high, qualifier, unit, obs_status, source, locator,
       change_set, base_period, stated_value, stated_unit, note, missing_reason, year, figures, conflict, period_kind,
       period_start, period_end, pick, differs
FROM contested
UNION ALL
SELECT area, indicator, measure, period, as_of, value, value_high, qualifier, unit, obs_status, source, locator,
       change_set, base_period, stated_value, stated_unit, note, missing_reason, year, figures, conflict, period_kind,
       period_start, period_end, 1 AS pick, FALSE AS differs
FROM shown WHERE alone;

CREATE VIEW reading AS
SELECT * FROM contested
UNION ALL
SELECT o.area, o.indicator, o.measure, o.period, o.as_of, o.value, o.value_high, o.qualifier, o.unit, o.obs_status,
       o.source, o.locator, o.change_set, o.base_period, o.stated_value, o.stated_unit, o.note, o.missing_reason,
       o.year, o.figures, o.conflict, o.period_kind, o.period_start, o.period_end, 1 AS pick, FALSE AS differs,
       CASE WHEN o.value IS NULL THEN 1 ELSE 0 END AS missing_rank,
       CASE WHEN b.usual_base THEN 0 ELSE 1 END AS base_rank, p.rank AS kind_rank,
       CASE WHEN s.confidence = 'secondary' THEN 1 ELSE 0 END AS confidence_rank,
       CASE o.obs_status WHEN 'A' THEN 0 WHEN 'P' THEN 1 WHEN 'E' THEN 2 WHEN 'I' THEN 3 ELSE 4 END AS status_rank,
       CASE WHEN o.qualifier = '=' THEN 0 ELSE 1 END AS exactness, s.dated AS published,
       coalesce(o.as_of, o.period_end) AS counted, b.base, b.base_year, 0 AS firm_rank
FROM shown o
JOIN source s ON s.id = o.source
JOIN precedence p ON p.kind = s.kind
JOIN base b ON b.period = o.period AND b.base_period = o.base_period
WHERE o.alone;

-- The views below are promised to any client.
CREATE VIEW observation_current AS
SELECT area, indicator, measure, period, as_of, value, value_high, qualifier, unit, obs_status, source, locator,
       change_set, base_period, stated_value, stated_unit, note, missing_reason, year, figures, conflict, period_kind,
       period_start, period_end
FROM shown;

CREATE VIEW observation_all AS SELECT * FROM reading;
