from contextlib import suppress
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.dates import DateError, day, moment
from plugins.core.findings import Where
from plugins.core.in_words import day_in_words, time_in_words, without_weekday

EDMONTON = ZoneInfo("America/Edmonton")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-22", datetime(2026, 11, 22)),
        (" 2026-11-22 ", datetime(2026, 11, 22)),
        ("2026-3-4", datetime(2026, 3, 4)),
        ("2026-11-22 09:30", datetime(2026, 11, 22, 9, 30)),
        ("2026-11-22 9:30", datetime(2026, 11, 22, 9, 30)),
        ("2026-11-22\u00a09:30", datetime(2026, 11, 22, 9, 30)),
        ("2026-11-22T23:59", datetime(2026, 11, 22, 23, 59)),
        ("2026-11-22 09:30:59", datetime(2026, 11, 22, 9, 30)),
        ("2024-02-29", datetime(2024, 2, 29)),
        ("1907-09-01", datetime(1907, 9, 1)),
        ("2999-12-31", datetime(2999, 12, 31)),
    ],
)
def test_a_date_is_year_month_day_with_an_optional_time(text, meant):
    assert moment(text, EDMONTON) == meant.replace(tzinfo=EDMONTON)
    assert day(text) == meant.date()


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-10 10:00-12:00", "2026-12-10 9:30 -11:00", "2026-12-10 10:00-10:30"),
        *("2026-12-10 10:00 - 12:00", "2026-12-10 10:00–12:00", "2026-12-10 10:00 — 12:00"),
    ],
)
def test_a_later_time_behind_a_time_is_no_distance_from_greenwich(text):
    with pytest.raises(DateError) as wrong:
        moment(text, EDMONTON)

    assert wrong.value.wrong.name == "C04.two-times"


@pytest.mark.parametrize(
    "text", ["2026-11-22T16:30:00Z", "2026-11-22 17:30+01:00", "2026-11-22 09:30:15.5 -0700", "2026-11-22 09:30-07:00"]
)
def test_a_time_of_another_zone_is_told_in_the_sites_own(text):
    assert moment(text, EDMONTON) == datetime(2026, 11, 22, 9, 30, tzinfo=EDMONTON)
    assert moment(text, EDMONTON).hour == 9
    assert day(text) == date(2026, 11, 22)


BESIDE = "Write 2026-11-22, or with a time for example 2026-11-22 18:30."
BESIDE_WORDS = (
    "2026-11-22 at nine",
    "Sunday 2026-11-22",
    "2026-11-22 (Sunday)",
    "2026-11-22, dimanche",
    "am 2026-11-22",
)
BEHIND = (
    "By the site's own clock (an event's: that of its Time-zone) write 2026-11-22 18:00; for another zone add how far "
    "it is from Greenwich, as in 2026-11-22 18:00-07:00."
)
BEHIND_WORDS = (
    *("2026-11-22 18:00 MST", "22 November 2026 6 p.m. MST", "2026-11-22 18:00 (EST)", "2026-11-22 18.00 Uhr MEZ"),
    *("Sun 22 Nov 2026 18:00:00 CEST", "2026-11-22 18:00 Mountain Time", "2026-11-22 18:00 GMT+2"),
)
OTHER_FORMS = (
    *(("2027-05-01 noon", "2027-05-01 12:00"), ("1 May 2027, 12 noon", "2027-05-01 12:00")),
    *(("4 mars 2025 à midi", "2025-03-04 12:00"), ("2025-03-04 mittags", "2025-03-04 12:00")),
    *(("25. 12. 2025", "2025-12-25"), ("2025/ 3/ 14", "2025-03-14"), ("04-Mar-2025", "2025-03-04")),
    *(
        ("4-Mar-25", "2025-03-04"),
        ("4.Mar.2025", "2025-03-04"),
        ("4.März.2025", "2025-03-04"),
        ("10-déc.-25", "2025-12-10"),
    ),
    *(("4/Mar/25", "2025-03-04"), ("4mars2025", "2025-03-04"), ("04MAR25", "2025-03-04"), ("4‑Mar‑25", "2025-03-04")),
    *(
        ("Mar.4.2025", "2025-03-04"),
        ("Mar-4-25", "2025-03-04"),
        ("March 4,2025", "2025-03-04"),
        ("Mar 4 ’25", "2025-03-04"),
    ),
    *(
        ("2025/Mar/04", "2025-03-04"),
        ("2025Mar4", "2025-03-04"),
        ("4_Mar_2025", "2025-03-04"),
        ("2025_03_04", "2025-03-04"),
    ),
    *(
        ("Tue 4-Mar-25", "2025-03-04"),
        ("4-Mar-25 at 6:30 p.m.", "2025-03-04 18:30"),
        ("4th of March, 2025", "2025-03-04"),
    ),
    *(("Mar-04-2025", "2025-03-04"), ("2025 March 4", "2025-03-04"), ("2025-Mar-04", "2025-03-04")),
    *(("noon, 4 March 2025", "2025-03-04 12:00"), ("Midi, 5 mai 2025", "2025-05-05 12:00")),
    *(("6 pm, 4 March 2025", "2025-03-04 18:00"), ("6:30 p.m. on Tuesday, March 4, 2025", "2025-03-04 18:30")),
    *(("18 Uhr, 4. März 2025", "2025-03-04 18:00"), ("18:30 2025-03-04", "2025-03-04 18:30")),
    *(("4 Aug. 2025", "2025-08-04"), ("4-Aug-2025", "2025-08-04")),
    *(("Tue, 4 Mar 2025 18:00:00 +0100", "2025-03-04 18:00+0100"), ("4 August 2025", "2025-08-04")),
    *(("2025-03-04 10:00 UTC", "2025-03-04 10:00Z"), ("Tue, 04 Mar 2025 10:00:00 GMT", "2025-03-04 10:00Z")),
)
WRITE_A_DATE = "Write year-month-day, for example 2026-11-22."
ALL_DIGITS = "Write all four digits of the year, for example 2026-11-22."
WRITE_A_LATER = "Write the year that is meant, for example 2026-11-22; where no day is known, delete the line."
WRITE_A_TIME = "Write for example 2026-11-22 09:30."


@pytest.mark.parametrize(
    ("text", "problem", "remedy", "code"),
    [
        ("2026-13-45", '"2026-13-45" is not a date: there is no month 13.', WRITE_A_DATE, "C04"),
        ("2026-02-30", '"2026-02-30" is not a date: February 2026 has no day 30.', WRITE_A_DATE, "C04"),
        ("2025-02-29", '"2025-02-29" is not a date: February 2025 has no day 29.', WRITE_A_DATE, "C04"),
        ("2026-00-01", '"2026-00-01" is not a date: there is no month 0.', WRITE_A_DATE, "C04"),
        ("2026-01-00", '"2026-01-00" is not a date: January 2026 has no day 0.', WRITE_A_DATE, "C04"),
        ("0000-01-01", '"0000-01-01" is not a date: there is no year 0.', WRITE_A_DATE, "C04"),
        ("2026-11-22 24:30", '"2026-11-22 24:30" is not a time: there is no hour 24.', WRITE_A_TIME, "C04"),
        ("2026-11-22 09:60", '"2026-11-22 09:60" is not a time: there is no minute 60.', WRITE_A_TIME, "C04"),
        ("2026-11-22 09:30:99", '"2026-11-22 09:30:99" is not a date.', WRITE_A_DATE, "C04"),
        *((text, f'"{text}" is not a date, since words stand beside it.', BESIDE, "C04") for text in BESIDE_WORDS),
        *(
            (text, f'"{text}" is not a date, since words stand behind its time.', BEHIND, "C04")
            for text in BEHIND_WORDS
        ),
        *((text, f'"{text}" is not a date.', f"Write {meant}.", "C04") for text, meant in OTHER_FORMS),
        ("4. 3. 2025", '"4. 3. 2025" can be 4 March or April 3.', "Write 2025-03-04 or 2025-04-03.", "C05"),
        (
            "4. 3. 2025 18 Uhr",
            '"4. 3. 2025 18 Uhr" can be 4 March or April 3.',
            "Write 2025-03-04 18:00 or 2025-04-03 18:00.",
            "C05",
        ),
        (
            "2025-02-30 noon",
            '"2025-02-30 noon" is not a date: February 2025 has no day 30.',
            WRITE_A_DATE,
            "C04",
        ),
        (
            "10:00 MST",
            '"10:00 MST" names a time and no day.',
            "Write the day, too, for example  2026-11-22 10:00",
            "C04",
        ),
        ("2026-11", '"2026-11" is not a date.', WRITE_A_DATE, "C04"),
        *(
            (text, f'"{text}" is not a date.', WRITE_A_DATE, "C04")
            for text in ("Mar-25", "4-Mar", "May 2025", "31-Apr-25", "4-Foo-25", "3 May 10 a.m.", "Dec 10 18:30")
        ),
        ("‘2026-06-01’", '"‘2026-06-01’" is not a date.', "Write 2026-06-01.", "C04"),
        ("2026–06–01", '"2026–06–01" is not a date.', "Write 2026-06-01.", "C04"),
        ("2026 - 06 - 01.", '"2026 - 06 - 01." is not a date.', "Write 2026-06-01.", "C04"),
        ("2026-06-01 9am", '"2026-06-01 9am" is not a date.', "Write 2026-06-01 09:00.", "C04"),
        ("2026-06-01, 12.30 p.m.", '"2026-06-01, 12.30 p.m." is not a date.', "Write 2026-06-01 12:30.", "C04"),
        ("20260601", '"20260601" is not a date.', "Write 2026-06-01.", "C04"),
        ("June 1st, 2026", '"June 1st, 2026" is not a date.', "Write 2026-06-01.", "C04"),
        ("*2nd of June*", '"*2nd of June*" is not a date.', WRITE_A_DATE, "C04"),
        ("26-11-22", '"26-11-22" is not a date: its year is 26.', ALL_DIGITS, "C04"),
        ("205-11-22 09:30", '"205-11-22 09:30" is not a date: its year is 205.', ALL_DIGITS, "C04"),
        ("20266-11-22", '"20266-11-22" is not a date: its year is 20266.', ALL_DIGITS, "C04"),
        ("3000-11-22", '"3000-11-22" is in the year 3000.', WRITE_A_LATER, "C04"),
        ("9999-12-31 10:00", '"9999-12-31 10:00" is in the year 9999.', WRITE_A_LATER, "C04"),
        ("0021-11-22", '"0021-11-22" is in the year 21.', ALL_DIGITS, "C04"),
        ("0205-11-22T09:30Z", '"0205-11-22T09:30Z" is in the year 205.', ALL_DIGITS, "C04"),
        ("Tuesday", '"Tuesday" is not a date.', WRITE_A_DATE, "C04"),
        ("٢٠٢٦-١١-٢٢", '"٢٠٢٦-١١-٢٢" is not a date.', WRITE_A_DATE, "C04"),
        ("2026-11-22\n2026-11-23", '"2026-11-22 2026-11-23" is not a date.', WRITE_A_DATE, "C04"),
        ("", '"" is not a date.', WRITE_A_DATE, "C04"),
        ("Mon 3 Jan 2011", '"Mon 3 Jan 2011" is not a date.', "Write 2011-01-03.", "C04"),
        ("October 1, 2022", '"October 1, 2022" is not a date.', "Write 2022-10-01.", "C04"),
        ("Oct. 1, 2022", '"Oct. 1, 2022" is not a date.', "Write 2022-10-01.", "C04"),
        ("4 mars 2025", '"4 mars 2025" is not a date.', "Write 2025-03-04.", "C04"),
        ("le mardi 1er août 2025", '"le mardi 1er août 2025" is not a date.', "Write 2025-08-01.", "C04"),
        ("4 de marzo de 2025", '"4 de marzo de 2025" is not a date.', "Write 2025-03-04.", "C04"),
        (
            "Di., 4. März 2025 um 18 Uhr",
            '"Di., 4. März 2025 um 18 Uhr" is not a date.',
            "Write 2025-03-04 18:00.",
            "C04",
        ),
        ("4 jui 2025", '"4 jui 2025" is not a date.', WRITE_A_DATE, "C04"),
        ("31 June 2022", '"31 June 2022" is not a date.', WRITE_A_DATE, "C04"),
        ("1 Brumaire 2022", '"1 Brumaire 2022" is not a date.', WRITE_A_DATE, "C04"),
        ("2026-11-22 09:30+99:00", '"2026-11-22 09:30+99:00" is not a date.', WRITE_A_DATE, "C04"),
        ("0001-01-01 00:00+02:00", '"0001-01-01 00:00+02:00" is not a date.', WRITE_A_DATE, "C04"),
        ("x" * 99, f'"{"x" * 60} …" is not a date.', WRITE_A_DATE, "C04"),
        ("06/07/2026", '"06/07/2026" can be 6 July or June 7.', "Write 2026-07-06 or 2026-06-07.", "C05"),
        ("6.7.0900", '"6.7.0900" can be 6 July or June 7.', "Write 0900-07-06 or 0900-06-07.", "C05"),
        ("31/12/2026", '"31/12/2026" is not a date.', "Write 2026-12-31.", "C04"),
        ("12/31/2026", '"12/31/2026" is not a date.', "Write 2026-12-31.", "C04"),
        ("06/06/2026", '"06/06/2026" is not a date.', "Write 2026-06-06.", "C04"),
        ("06-07-2021", '"06-07-2021" can be 6 July or June 7.', "Write 2021-07-06 or 2021-06-07.", "C05"),
        ("06/07/21", '"06/07/21" can be 6 July or June 7.', "Write 2021-07-06 or 2021-06-07.", "C05"),
        (
            "06/07/2021 10:30",
            '"06/07/2021 10:30" can be 6 July or June 7.',
            "Write 2021-07-06 10:30 or 2021-06-07 10:30.",
            "C05",
        ),
        ("31-12-2026 9:30", '"31-12-2026 9:30" is not a date.', "Write 2026-12-31 09:30.", "C04"),
        ("2021/06/07", '"2021/06/07" is not a date.', "Write 2021-06-07.", "C04"),
        ("2021.6.7 09:30", '"2021.6.7 09:30" is not a date.', "Write 2021-06-07 09:30.", "C04"),
        ("2021/31/31", '"2021/31/31" is not a date.', WRITE_A_DATE, "C04"),
        ("30/30/2026", '"30/30/2026" is not a date.', WRITE_A_DATE, "C04"),
        ("06/07/0000", '"06/07/0000" is not a date.', WRITE_A_DATE, "C04"),
    ],
)
def test_what_is_no_date_is_told_with_what_to_write(text, problem, remedy, code):
    with pytest.raises(DateError) as wrong:
        moment(text, EDMONTON)

    assert str(wrong.value.wrong.at(Where("a.md"))) == f"error a.md:1  {problem} {remedy}  [{code}]"


@pytest.mark.parametrize(
    ("text", "zone", "written"),
    [
        ("1905-09-01", "America/Edmonton", "1905-09-01T00:00:00-07:34"),
        ("1905-09-01 10:00", "Europe/Amsterdam", "1905-09-01T10:00:00+00:20"),
        ("1890-01-01", "Europe/Paris", "1890-01-01T00:00:00+00:09"),
        ("1905-09-01T10:00:00Z", "America/Edmonton", "1905-09-01T02:26:08-07:34"),
        ("1850-05-05", "Asia/Kolkata", "1850-05-05T00:00:00+05:53"),
        ("1905-09-01", "America/St_Johns", "1905-09-01T00:00:00-03:31"),
    ],
)
def test_every_moment_is_one_that_programs_can_read(text, zone, written):
    assert moment(text, ZoneInfo(zone)).isoformat() == written


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)), st.times(timezones=st.none()))
def test_every_iso_date_is_read_as_itself(when: date, at: time):
    assert day(when.isoformat()) == when
    both = datetime.combine(when, at.replace(second=0, microsecond=0))
    assert moment(both.isoformat(" "), UTC) == both.replace(tzinfo=UTC)


DATE_LIKE = st.from_regex(r"\A\s?\d{1,5}[-/.]\d{1,3}[-/.]\d{1,5}([ T]\d{1,3}:\d{1,3}(:\d\d)?)?\s?\Z")


@given(st.text() | DATE_LIKE)
def test_no_text_makes_a_date_raise_anything_but_its_own_error(text: str):
    with suppress(DateError):
        offset = moment(text, EDMONTON).utcoffset()
        assert offset is not None
        assert offset.seconds % 60 == 0


def test_dates_and_times_in_words_do_not_depend_on_the_machines_language():
    assert day_in_words(date(2022, 10, 1)) == "Saturday 1 October 2022"
    assert without_weekday(date(2026, 5, 31)) == "31 May 2026"
    assert [time_in_words(datetime(2027, 3, 4, hour, 5)) for hour in (0, 9, 12, 23)] == [
        "12:05 a.m.",
        "9:05 a.m.",
        "12:05 p.m.",
        "11:05 p.m.",
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-12-10 18h30", "2026-12-10 18:30"),
        ("2026-12-10 à 18 h", "2026-12-10 18:00"),
        ("2026-12-10 18.30", "2026-12-10 18:30"),
        ("10  December  2026", "2026-12-10"),
        ("10 décembre 2026 à 18\u00a0h\u00a030", "2026-12-10 18:30"),
        ("2026-12-10 at 6:30 p.m.", "2026-12-10 18:30"),
        ("December 10, 2026, 6pm", "2026-12-10 18:00"),
        ("10 December 2026 at 18:30", "2026-12-10 18:30"),
        ("13/12/2026 12 am", "2026-12-13 00:00"),
        ("2026-12-10 18:30 to 20:00", "2026-12-10 18:30"),
        ("2026-12-10 6:30 pm to 8 pm", "2026-12-10 18:30"),
        ("2026-12-31 24:00", "2027-01-01 00:00"),
    ],
)
def test_a_time_in_another_form_gets_the_one_to_type(text: str, meant: str) -> None:
    with pytest.raises(DateError) as wrong:
        moment(text, UTC)

    assert (wrong.value.wrong.name, wrong.value.wrong.values.get("meant")) == ("C04.no-date", meant)


@pytest.mark.parametrize(("text", "time"), [("20:00", "20:00"), ("8 pm", "20:00"), ("18h30", "18:30")])
def test_a_time_alone_is_asked_for_its_day(text: str, time: str) -> None:
    with pytest.raises(DateError) as wrong:
        moment(text, UTC)

    assert (wrong.value.wrong.name, wrong.value.wrong.values.get("time")) == ("C04.time-alone", time)


@pytest.mark.parametrize("text", ["2026-12-10 18:30 MST", "10/12/2026 6 pm", "9999-12-31 24:00", "2026", "1 November"])
def test_what_may_mean_several_moments_gets_none(text: str) -> None:
    with pytest.raises(DateError) as wrong:
        moment(text, UTC)

    assert "meant" not in wrong.value.wrong.values
