"""Words of time in a text, and the period they mean."""

from __future__ import annotations

TIME = (
    r"(?P<span_from>(?:19|20)\d\d)年?[-—~至到](?P<span_to>(?:19|20)\d\d)年"
    r"|(?P<year_before>到|至|截至|截止|比|较|与|是|为|均为|在)?(?P<year>(?:19|20)\d\d)年(?:(?:(?P<m1>\d{1,2})[-—~至](?P<m2>\d{1,2})月)|(?:(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})日)?))?"
    r"(?:(?P<first_of>前)?(?P<quarter>[一二三四])(?:个)?季度|(?P<half>[上下])半年)?(?P<year_after>底|末|度|初|以来|前|的|基础上|同期|水平)?"
    r"|(?P<only_m1>\d{1,2})[-—~至](?P<only_m2>\d{1,2})月(?:份)?"
    r"|(?P<until>截至|截止)?(?:目前|到)?(?<!\d)(?P<only_month>\d{1,2})月(?:份)?(?:(?P<only_day>\d{1,2})日)?(?:底|末)?"
    r"|(?P<only_first_of>前)?(?P<only_quarter>[一二三四])(?:个)?季度|(?P<only_half>[上下])半年"
    r"|(?P<plan_before>到|比|较|是)?(?P<plan>十[一二三四五六]五|[八九十]五(?=时期|期间|计划|规划|末))(?P<plan_after>时期|期间|规划末|规划|计划|末|以来|时)?"
    r"|(?P<years_ago>近|过去|这|未来|今后)?(?:\d[-—~])?(?P<years>[一两二三四五六七八九十]|\d{1,2})年(?P<years_after>来|间|累计|之内|内|时间)?(?!级|前|度|期|以上|代|产)"
)
