-- The whole store in one block. Types and statements are the common subset of DuckDB and PostgreSQL.
-- No primary keys: they cost four times the file and slow the reads; uniqueness is checked when the file is built.

CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL);
CREATE TABLE migration (number INTEGER NOT NULL, name VARCHAR NOT NULL);

CREATE TABLE area (
    code VARCHAR NOT NULL, name_zh VARCHAR NOT NULL, name_en VARCHAR NOT NULL, level VARCHAR NOT NULL,
    parent VARCHAR NOT NULL, position INTEGER NOT NULL
);

CREATE TABLE source (
    id VARCHAR NOT NULL, title VARCHAR NOT NULL, publisher VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    published DATE, published_as VARCHAR NOT NULL, signed DATE, dated DATE, doc_number VARCHAR NOT NULL,
    url VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, confidence VARCHAR NOT NULL, licence VARCHAR NOT NULL
);

CREATE TABLE change_set (
    id INTEGER NOT NULL, kind VARCHAR NOT NULL, author VARCHAR NOT NULL, date DATE NOT NULL,
    reason VARCHAR NOT NULL, reason_en VARCHAR NOT NULL, file VARCHAR NOT NULL, sha256 VARCHAR NOT NULL
);

-- Rank of a kind of source; the lowest is shown.
CREATE TABLE precedence (kind VARCHAR NOT NULL, rank INTEGER NOT NULL);

-- Whether a stated growth of the indicator may be divided out of the level it stands beside.
CREATE TABLE basis (indicator VARCHAR NOT NULL, growth_implies BOOLEAN NOT NULL);

-- The log. A figure is known by indicator, area, measure, period, source, locator; its latest change set speaks for it.
-- `base` is the period a growth or multiple is measured against; `usual_base` tells whether that is the period a year before;
-- `rounding` is half a unit of the last digit stated; `low` and `high` enclose what the figure allows; `figure` is its text.
CREATE TABLE observation (
    change_set INTEGER NOT NULL, action VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL, area VARCHAR NOT NULL, measure VARCHAR NOT NULL, period VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL, year INTEGER NOT NULL,
    as_of DATE, base_period VARCHAR NOT NULL, base VARCHAR, base_year INTEGER, usual_base BOOLEAN NOT NULL,
    value DOUBLE PRECISION, value_high DOUBLE PRECISION, qualifier VARCHAR NOT NULL, unit VARCHAR NOT NULL,
    obs_status VARCHAR NOT NULL, source VARCHAR NOT NULL, locator VARCHAR NOT NULL,
    stated_value VARCHAR NOT NULL, stated_unit VARCHAR NOT NULL, missing_reason VARCHAR, note VARCHAR NOT NULL,
    rounding DOUBLE PRECISION, low DOUBLE PRECISION, high DOUBLE PRECISION, figure VARCHAR NOT NULL
);

CREATE TABLE target (
    change_set INTEGER NOT NULL, action VARCHAR NOT NULL,
    area VARCHAR NOT NULL, indicator VARCHAR NOT NULL, measure VARCHAR NOT NULL, period VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL, year INTEGER NOT NULL,
    operator VARCHAR NOT NULL, value DOUBLE PRECISION, value_high DOUBLE PRECISION, unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL, nature VARCHAR NOT NULL, reference_area VARCHAR NOT NULL, base_period VARCHAR NOT NULL,
    owner VARCHAR NOT NULL, announced DATE, due DATE, supersedes VARCHAR NOT NULL,
    source VARCHAR NOT NULL, locator VARCHAR NOT NULL,
    stated_value VARCHAR NOT NULL, stated_unit VARCHAR NOT NULL, note VARCHAR NOT NULL
);

-- Derived when the file is built: every live figure, sorted by indicator, area, period; `pick` 1 is the one shown in its
-- cell. `shown` holds those alone, in the same order: a filter on `pick` would cost wide questions half as much again.
CREATE TABLE reading (
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
    base VARCHAR, base_year INTEGER, rounding DOUBLE PRECISION, figure VARCHAR NOT NULL, firm_rank INTEGER NOT NULL
);

CREATE TABLE shown (
    area VARCHAR NOT NULL, indicator VARCHAR NOT NULL, measure VARCHAR NOT NULL, period VARCHAR NOT NULL, as_of DATE,
    value DOUBLE PRECISION, value_high DOUBLE PRECISION, qualifier VARCHAR NOT NULL, unit VARCHAR NOT NULL,
    obs_status VARCHAR NOT NULL, source VARCHAR NOT NULL, locator VARCHAR NOT NULL, change_set INTEGER NOT NULL,
    base_period VARCHAR NOT NULL, stated_value VARCHAR NOT NULL, stated_unit VARCHAR NOT NULL, note VARCHAR NOT NULL,
    missing_reason VARCHAR, year INTEGER NOT NULL, figures INTEGER NOT NULL, conflict BOOLEAN NOT NULL,
    period_kind VARCHAR NOT NULL, period_start DATE NOT NULL, period_end DATE NOT NULL
);

CREATE TABLE conflicting (
    area VARCHAR NOT NULL, indicator VARCHAR NOT NULL, measure VARCHAR NOT NULL, period VARCHAR NOT NULL,
    year INTEGER NOT NULL, figures INTEGER NOT NULL, lowest DOUBLE PRECISION, highest DOUBLE PRECISION,
    spread DOUBLE PRECISION, value DOUBLE PRECISION, unit VARCHAR NOT NULL, source VARCHAR NOT NULL,
    reason VARCHAR NOT NULL, revision BOOLEAN NOT NULL
);

CREATE TABLE implying (
    area VARCHAR NOT NULL, indicator VARCHAR NOT NULL, measure VARCHAR NOT NULL, period VARCHAR NOT NULL,
    value DOUBLE PRECISION NOT NULL, qualifier VARCHAR NOT NULL, unit VARCHAR NOT NULL, obs_status VARCHAR NOT NULL,
    source VARCHAR NOT NULL, rule VARCHAR NOT NULL, from_a VARCHAR NOT NULL, from_b VARCHAR NOT NULL,
    value_a DOUBLE PRECISION NOT NULL, value_b DOUBLE PRECISION NOT NULL,
    locator_a VARCHAR NOT NULL, locator_b VARCHAR NOT NULL, period_a VARCHAR NOT NULL, year INTEGER,
    stated DOUBLE PRECISION, stated_qualifier VARCHAR, stated_status VARCHAR, stated_source VARCHAR,
    difference DOUBLE PRECISION
);

-- The views below are promised to any client; columns are only ever added at their end.
CREATE VIEW observation_current AS SELECT * FROM shown;

CREATE VIEW observation_all AS SELECT * FROM reading;

CREATE VIEW target_current AS
SELECT area, indicator, measure, period, operator, value, value_high, unit, kind, nature, reference_area, base_period,
       owner, announced, due, supersedes, source, locator, change_set, stated_value, stated_unit, note,
       year, period_kind, period_start, period_end
FROM (
    SELECT t.*, row_number() OVER (
        PARTITION BY area, indicator, measure, period, kind, source, locator ORDER BY change_set DESC
    ) AS turn
    FROM target t
) AS turns
WHERE turn = 1 AND action = 'assert';

CREATE VIEW observation_implied AS SELECT * FROM implying;

CREATE VIEW conflict AS SELECT * FROM conflicting;
