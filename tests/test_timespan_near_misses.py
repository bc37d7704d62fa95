"""Dates as people write them: every error says what to write, and that is a time-span."""

import re

import pytest

from afghanwar import TimeSpan
from afghanwar.errors import TimeSpanError

NEAR_MISSES = """
circa 2004-05 | 2004-05~
approx. 2001 | 2001~
about May 2004 | 2004-05~
c. 9 Nov 2001 | 2001-11-09~
the 1990s | 199X
1990's | 199X
1990s? | 199X?
early 1990s | [1990..1993]
mid-1990s | [1994..1996]
the late 1990s | [1997..1999]
20th century | 19XX
the 2nd c. | 01XX
1970-present | 1970/..
1970- | 1970/..
1970\u2013 | 1970/..
2001\u201311 | 2001-11
2001\u20132003 | 2001/2003
2001-11\u20132001-12 | 2001-11/2001-12
2001-2003? | 2001/2003?
200111 | 2001-11
Y2001 | 2001
AD 2001 | 2001
2001 CE | 2001
from 2001 to 2003 | 2001/2003
between 2001 and 2003 | [2001..2003]
by 2001-07 | [..2001-07]
since 2001 | 2001/
until 2001 | /2001
2001.. | [2001..]
..2001 | [..2001]
2001...2003 | [2001..2003]
2001-11-~9..2001-12? | [2001-11-09..2001-12]
2001, 2002 | [2001,2002]
2001 (?) | 2001?
2001 ~ | 2001~
end of 2001 | 2001-12
19?? | 19XX
199? | 199X
2001-?? | 2001-XX
19uu-uu? | 19XX-XX?
199- | 199X
19--? | 19XX?
2001-11-~9 | 2001-11-~09
2001-Nov-09 | 2001-11-09
11th of September 2001 | 2001-09-11
early November 2001 | [2001-11-01..2001-11-10]
mid-November 2001 | [2001-11-11..2001-11-20]
late November 2001 | [2001-11-21..2001-11]
Q4 2001 | 2001-36
2001-Q1 | 2001-33
3Q2001 | 2001-35
2001/11 | 2001-11
2001-11-09/10 | 2001-11-09/2001-11-10
2001-11-09/12-10 | 2001-11-09/2001-12-10
2001-11/12 | 2001-11/2001-12
[2001-7-1..2002] | 2001-07-01
"""
CASES = [tuple(line.split(" | ")) for line in NEAR_MISSES.strip().splitlines()]


@pytest.mark.parametrize(("text", "better"), CASES)
def test_the_error_about_a_near_miss_says_what_to_write(text: str, better: str) -> None:
    with pytest.raises(TimeSpanError) as caught:
        TimeSpan(text)
    message = str(caught.value)
    assert re.search(rf"; write {re.escape(better)}(?=$|,? (?:for|or) )", message), message
    assert "valid EDTF" not in message
    TimeSpan(better)
