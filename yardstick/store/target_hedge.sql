-- The word a target is written with (力争, 突破, 左右), beside the operator that it comes to.

ALTER TABLE target ADD COLUMN hedge VARCHAR DEFAULT '';
ALTER TABLE target ALTER COLUMN hedge SET NOT NULL;

CREATE OR REPLACE VIEW target_current AS
SELECT area, indicator, measure, period, operator, value, value_high, unit, kind, nature, reference_area, base_period,
       owner, announced, due, supersedes, source, locator, change_set, stated_value, stated_unit, note,
       year, period_kind, period_start, period_end, hedge
FROM (
    SELECT t.*, row_number() OVER (
        PARTITION BY area, indicator, measure, period, kind, source, locator ORDER BY change_set DESC
    ) AS turn
    FROM target t
) AS turns
WHERE turn = 1 AND action = 'assert';
