"""A tiny data folder by hand: the texts of its files."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]

OBSERVATIONS = (
    "indicator,area,measure,period,as_of,base_period,value,value_high,qualifier,unit,obs_status,source,locator,"
    "missing_reason,note\n"
)
TARGETS = (
    "indicator,area,measure,period,base_period,operator,hedge,value,value_high,unit,kind,nature,reference_area,owner,"
    "announced,due,supersedes,source,locator,note\n"
)
AREAS = (
    "code,name_zh,name_en,level,parent,aliases\n"
    "100000,全国,China,country,,中国\n"
    "420000,湖北省,Hubei,province,100000,湖北|鄂\n"
    "410300,洛阳市,Luoyang,prefecture,100000,洛阳\n"
)
SOURCES = """\
gwr-1: {title: 报告, publisher: 湖北省人民政府, kind: work_report, published: '2023', signed: '2023-01-13'}
yb-1: {title: 年鉴, publisher: 统计局, kind: yearbook, published: '2023-10', url: 'https://example.org/yb'}
"""
CHANGE_SETS = """\
- file: observations/a.csv
  kind: initial
  author: steward
  date: 2026-01-02
  reason: {zh: 首次入库, en: First load}
"""
ROW = "high_tech_enterprises,420000,value,2022,2022-12-31,,2.0147,,=,万家,A,gwr-1,char:10-20,,\n"
