"""TIMEX3 values: as ja-timex writes them wherever the two conventions mean the same, and what is ours where not."""
from __future__ import annotations

import re

import pytest

from pipeline.extract.dates import find, timex3
from pipeline.extract.dates.moment import Moment
from pipeline.layout import build
from pipeline.source import SourceText
from pipeline.tables.columns import TIMEX3


def values(text: str) -> list[str]:
    return [date.timex3 for date in find(build(SourceText("x", text)))]


# Expression and the values that ja-timex 0.2.8 gives it (TimexParser().parse, `value`), recorded. Ours are the same; a
# range, two tags there, is one value here with a slash.
SAME = [
    ("2019年2月27日", ["2019-02-27"]),
    ("令和元年5月1日", ["2019-05-01"]),
    ("平成31年2月27日", ["2019-02-27"]),
    ("平成三十一年二月二十七日", ["2019-02-27"]),
    ("２０１８年４月１日", ["2018-04-01"]),
    ("昭和22年4月17日", ["1947-04-17"]),
    ("2018/04/01", ["2018-04-01"]),
    ("2018-04-01", ["2018-04-01"]),
    ("2018.4.1", ["2018-04-01"]),
    ("R5.4.1", ["2023-04-01"]),
    ("H30.3", ["2018-03-XX"]),
    ("2018-04", ["2018-04-XX"]),
    ("2015年9月", ["2015-09-XX"]),
    ("平成27年9月", ["2015-09-XX"]),
    ("H27年9月", ["2015-09-XX"]),
    ("平成30年3月上旬", ["2018-03-XX"]),
    ("2019年3月末", ["2019-03-XX"]),
    ("2015年", ["2015-XX-XX"]),
    ("西暦2015年", ["2015-XX-XX"]),
    ("平成27年", ["2015-XX-XX"]),
    ("平成27年版", ["2015-XX-XX"]),
    ("平成元年", ["1989-XX-XX"]),
    ("昭和64年", ["1989-XX-XX"]),
    ("明治32年", ["1899-XX-XX"]),
    ("大正15年", ["1926-XX-XX"]),
    ("令和七年", ["2025-XX-XX"]),
    ("R5年", ["2023-XX-XX"]),
    ("2015年以降", ["2015-XX-XX"]),
    ("2015年頃", ["2015-XX-XX"]),
    ("2019年末", ["2019-XX-XX"]),
    ("2020年上半期", ["2020-XX-XX"]),
    ("2020年度", ["FY2020"]),
    ("2001年度", ["FY2001"]),
    ("2020年度末", ["FY2020"]),
    ("21世紀", ["20XX"]),
    ("19世紀", ["18XX"]),
    ("20世紀前半", ["19XX"]),
    ("平成25年4月から平成27年3月まで", ["2013-04-XX", "2015-03-XX"]),
    ("2019年4月1日から2020年3月31日まで", ["2019-04-01", "2020-03-31"]),
    ("2019年から2023年まで", ["2019-XX-XX", "2023-XX-XX"]),
    ("2019年～2023年", ["2019-XX-XX", "2023-XX-XX"]),
    ("2016〜2020年", ["2016-XX-XX", "2020-XX-XX"]),
    ("2019年度から2023年度まで", ["FY2019", "FY2023"]),
    ("19世紀から20世紀", ["18XX", "19XX"]),
    ("同年4月", ["XXXX-04-XX"]),
]

# Expression, ours, ja-timex's (`-` for none): the differences that docs/dates-timex3.md explains.
DIFFERENT = [
    ("平成13年度", "FY2001", "2001-XX-XX"),
    ("令和元年度", "FY2019", "2019-XX-XX"),
    ("平成32年度まで", "FY2020", "2020-XX-XX"),
    ("平成30年度第1四半期", "FY2018", "2018-XX-XX"),
    ("平成29年度～令和2年度", "FY2017/FY2020", "2017-XX-XX 2020-XX-XX"),
    ("平成29～令和2年度", "FY2017/FY2020", "2020-XX-XX"),
    ("H13～H15年度", "FY2001/FY2003", "2003-XX-XX"),
    ("平成27、28年度", "FY2015 FY2016", "P27Y P28Y"),
    ("令和3・4年度", "FY2021 FY2022", "2021-04-XX"),
    ("1960年代", "196X", "1960-XX-XX"),
    ("1960年代から1980年代", "196X/198X", "1960-XX-XX 1980-XX-XX"),
    ("80年代", "198X", "P80Y"),
    ("昭和40年代", "1965-XX-XX/1974-XX-XX", "1965-XX-XX"),
    ("2018年春", "2018-XX-XX", "2018-SP"),
    ("2019(平成31)年度", "FY2019", "-"),
    ("令和元(2019)年", "2019-XX-XX", "-"),
    ("平成 31 年 2 月 27 日", "2019-02-27", "-"),
    ("㍻27年9月", "2015-09-XX", "0027-09-XX"),
    ("平成30年2月30日", "", "2018-02-30"),
    ("平成30年度に着手し、翌年度に終えた。", "FY2018 FY2019", "2018-XX-XX P1Y"),
    ("平成27年10月に施行され、同年12月に改正された。", "2015-10-XX 2015-12-XX", "2015-10-XX XXXX-12-XX"),
    ("2019年4月から9月まで", "2019-04-XX/2019-09-XX", "2019-04-XX XXXX-09-XX"),
    ("翌年度", "", "P1Y"),
]


@pytest.mark.parametrize(("text", "theirs"), SAME, ids=[text for text, _ in SAME])
def test_as_ja_timex(text: str, theirs: list[str]) -> None:
    assert values(text) == ["/".join(theirs)]


@pytest.mark.parametrize(("text", "ours", "theirs"), DIFFERENT, ids=[row[0].split("。")[0] for row in DIFFERENT])
def test_where_the_conventions_differ(text: str, ours: str, theirs: str) -> None:
    assert " ".join(values(text)) == ours != theirs


@pytest.mark.parametrize(("moment", "value"), [
    (Moment(2019, "年", "wareki", 2, 27), "2019-02-27"),
    (Moment(2019, "年度", "wareki", 2), "2019-02-XX"),
    (Moment(794, "年", "gregorian"), "0794-XX-XX"),
    (Moment(2001, "年度", "wareki"), "FY2001"),
    (Moment(1960, "年代", "gregorian"), "196X"),
    (Moment(1955, "年代", "wareki"), "1955-XX-XX/1964-XX-XX"),
    (Moment(8, "世紀", "gregorian"), "07XX"),
])
def test_value_of_a_moment(moment: Moment, value: str) -> None:
    assert timex3.of_moment(moment) == value
    assert re.fullmatch(TIMEX3, value)


@pytest.mark.parametrize(("first", "last", "value"), [
    (Moment(2019, "年", "wareki", 4), Moment(2021, "年度", "wareki"), "2019-04-XX/FY2021"),
    (Moment(1955, "年代", "wareki"), Moment(1965, "年代", "wareki"), "1955-XX-XX/1974-XX-XX"),
    (Moment(19, "世紀", "gregorian"), Moment(20, "世紀", "gregorian"), "18XX/19XX"),
])
def test_value_of_a_range(first: Moment, last: Moment, value: str) -> None:
    assert timex3.of_range(first, last) == value
    assert re.fullmatch(TIMEX3, value)


@pytest.mark.parametrize(("month", "day", "value"), [(4, 0, "XXXX-04-XX"), (4, 1, "XXXX-04-01"), (0, 0, "")])
def test_value_without_a_year(month: int, day: int, value: str) -> None:
    assert timex3.without_year(month, day) == value
