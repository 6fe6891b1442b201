"""One place, one key: a locator in a text is written with the hash of its sentence or without, and means the same.

The log knows a figure by its locator as written. So what is accepted takes the wording that the log has, and what was
accepted earlier that of the reviewed files it is carried beside.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_TEXT = "char:"
_BARE = "regexp_replace({}, '~[0-9a-f]{{12}}', '')"


def as_held(cursor: Any, rows: pa.Table) -> pa.Table:
    """Rows (of the log of figures or of targets) whose places in texts are worded as the log words them.

    Rows of which none was read in a text are handed back as they are, after one look at the column.
    """
    if not len(rows) or not pc.any(pc.starts_with(_plain(rows["locator"]), _TEXT)).as_py():
        return rows
    told = pa.table({name: _plain(rows[name]) for name in ("source", "locator")})
    cursor.register("told", told.append_column("nth", pa.array(range(len(rows)))))
    mine, held = _BARE.format("t.locator"), _BARE.format("h.locator")
    found = cursor.sql(f"""
        SELECT coalesce(max(h.locator) FILTER (h.locator = t.locator), max(h.locator), t.locator) AS locator
        FROM told t LEFT JOIN (
            SELECT source, locator FROM observation WHERE locator LIKE '{_TEXT}%'
            UNION SELECT source, locator FROM target WHERE locator LIKE '{_TEXT}%'
        ) h ON h.source = t.source AND {held} = {mine} AND t.locator LIKE '{_TEXT}%'
        GROUP BY t.nth, t.locator ORDER BY t.nth""").to_arrow_table()
    cursor.unregister("told")
    at = rows.column_names.index("locator")
    return rows.set_column(at, "locator", found["locator"].combine_chunks())


def as_filed(cursor: Any, *, first: int) -> None:
    """Word the places of change sets from `first` on (all in `spoken`) as the reviewed files do, where these have them.

    So too in what targets supersede, in corrections and in what was set aside.
    """
    mine, filed = _BARE.format("a.locator"), _BARE.format("f.locator")
    cursor.execute(f"""
        CREATE TEMP TABLE worded AS
        SELECT a.source, a.locator AS was, max(f.locator) AS now
        FROM ({_places(f"change_set >= {first}", "spoken", "target", "set_aside", "correction")}) a
        JOIN ({_places(f"change_set < {first}", "spoken", "target")}) f ON f.source = a.source AND {filed} = {mine}
        GROUP BY a.source, a.locator HAVING NOT bool_or(f.locator = a.locator)""")
    for table in ("spoken", "target", "set_aside", "correction"):
        cursor.execute(f"""
            UPDATE {table} SET locator = w.now FROM worded w
            WHERE {table}.change_set >= {first} AND w.source = {table}.source AND w.was = {table}.locator""")
    cursor.execute(f"""
        UPDATE target SET supersedes = w.source || ' ' || w.now FROM worded w
        WHERE target.change_set >= {first} AND target.supersedes = w.source || ' ' || w.was""")
    cursor.execute("DROP TABLE worded")


def _places(which: str, *tables: str) -> str:
    """SQL for the places in texts that the rows `which` of some tables name."""
    return " UNION ".join(
        f"SELECT source, locator FROM {table} WHERE {which} AND locator LIKE '{_TEXT}%'" for table in tables
    )


def _plain(column: Any) -> Any:
    """A column of words as text."""
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
