"""What each kind of expression says: from the words that a rule took to a reading; None where they say no time."""

from __future__ import annotations

from onrecord.extract.times import calendar
from onrecord.extract.times.phrase import Phrase
from onrecord.extract.times.readings import (
    AroundEvent,
    CalendarDate,
    Clock,
    CountedDay,
    DayOffset,
    Distance,
    Feast,
    Given,
    HijriDate,
    NamedWeekday,
    Numbered,
    Part,
    Period,
    Reading,
    SeasonOf,
    YearEarlier,
)
from onrecord.record import TimeMod

# Two figures with a slash date are read as 1930 to 2029.
LAST_SHORT_YEAR = 29
# What stands before a month that has the form of another word.
BEFORE_MONTHS = (
    "PHASE", "COMMA", "DASH", "BEFORE", "in", "of", "since", "by", "until", "till", "from", "to", "for", "through",
    "and", "during", "after", "before", "the", "between", "or", "on",
)  # fmt: skip


def iso_date(phrase: Phrase) -> Reading:
    """2021-05-18, with or without a time."""
    value = phrase.words()[0].text.upper()
    return Given("TIME" if "T" in value else "DATE", value)


def slashed_date(phrase: Phrase) -> Reading | None:
    """05/18/2021: month first, unless only the second number can be a month."""
    month, day, year = (int(piece) for piece in phrase.words()[0].text.split("/"))
    if year < 100:
        year += 2000 if year <= LAST_SHORT_YEAR else 1900
    if month > 12 >= day:
        month, day = day, month
    return CalendarDate(year, month, day) if calendar.day_of(year, month, day) else None


def month_day(phrase: Phrase) -> Reading | None:
    """A day of a month, in either order."""
    month, day, year = _month(phrase), phrase.day(), phrase.year()
    # 2020 has every day that a month can have.
    if day is None or calendar.day_of(2020 if year is None else year, month, day) is None:
        return None
    return CalendarDate(year, month, day, phrase.shift(), phrase.code("PART", "part"), phrase.shift("yearshift"))


def month(phrase: Phrase) -> Reading:
    """A month, perhaps with a year or a pointer."""
    return CalendarDate(phrase.year(), _month(phrase), None, phrase.shift(), "", phrase.shift("yearshift"))


def bare_month(phrase: Phrase) -> Reading | None:
    """A month by itself; "May" and "March" need a word before them that a month can follow.

    A short form without its full stop is more often a name ("Jan Arnt").
    """
    word = phrase.words()[0].text
    if word in {"may", "march"}:
        return month(phrase) if phrase.preceded_by(*BEFORE_MONTHS) else None
    return None if len(word) <= 3 else month(phrase)


def week_of(phrase: Phrase) -> Reading | None:
    """The week of 3 May."""
    if phrase.code("UNIT", "unit") != "W":
        return None
    return CalendarDate(phrase.year(), _month(phrase), phrase.day(), week=True)


def part_of_month(phrase: Phrase) -> Reading | None:
    """The first week, last days or second half of a month: the month, and whether its start or its end."""
    unit = phrase.code("UNIT", "unit") or phrase.code("HALF")
    if unit not in {"D", "W", "WE", "H"} or (unit == "D" and not phrase.plural("unit")):
        return None
    nth = phrase.day("nth")
    late = nth is None or (unit == "H" and nth == 2)
    mod: TimeMod | None = "END" if late else "START" if nth == 1 else None
    return CalendarDate(phrase.year(), _month(phrase), None, "", "", phrase.shift("yearshift"), mod=mod)


def year(phrase: Phrase) -> Reading | None:
    """A year in figures or in words."""
    found = phrase.year()
    return None if found is None else CalendarDate(found, None, None)


def round_year(phrase: Phrase) -> Reading:
    """The year two thousand."""
    return CalendarDate(int(phrase.number("year") or 0), None, None)


def decade(phrase: Phrase) -> Reading | None:
    """The 1990s or the '90s; "in his 30s" is an age and lacks the "the"."""
    digits = "".join(filter(str.isdigit, phrase.words()[0].text))
    if len(digits) == 2 and not phrase.has("the"):
        return None
    return Given("DATE", (digits if len(digits) == 4 else f"19{digits}")[:3])


def decade_in_words(phrase: Phrase) -> Reading:
    """The nineties."""
    return Given("DATE", f"19{phrase.code('DECADEWORD')}")


def century(phrase: Phrase) -> Reading | None:
    """The 20th century, which TIMEX3 writes as 19."""
    day = phrase.day()
    return Given("DATE", f"{day - 1:02d}") if day and phrase.code("UNIT", "unit") == "CE" else None


def weekday(phrase: Phrase) -> Reading | None:
    """Monday, last Monday, Monday night; not in "The Monday Post" and "Super Monday"."""
    if phrase.preceded_by("super") or (phrase.preceded_by("the") and phrase.in_a_name()):
        return None
    return NamedWeekday(int(phrase.value("WEEKDAY") or 0), phrase.shift(), phrase.code("PART", "part"))


def every_weekday(phrase: Phrase) -> Reading:
    """Mondays, every Monday, Monday nights."""
    number = phrase.value("WEEKDAYS") or phrase.value("WEEKDAY")
    part = phrase.code("PARTS") or phrase.code("PART")
    return Given("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


def day_word(phrase: Phrase) -> Reading:
    """Today, yesterday, tomorrow morning."""
    return DayOffset(int(phrase.value("DAYWORD") or 0), phrase.code("PART", "part"))


def tonight(phrase: Phrase) -> Reading:
    """The night of the report's day."""
    return DayOffset(0, phrase.code("TONIGHT"))


def part_of_day(phrase: Phrase) -> Reading:
    """This morning, last night, the next evening, overnight."""
    part = phrase.code("PART")
    match phrase.shift():
        case "last" | "past":
            return DayOffset(-1, part)
        case "this":
            return DayOffset(0, part)
        case "next" | "following":
            return Period("D", "following", part)
        case "previous":
            return Period("D", "previous", part)
        case _:
            return Part(part)


def first_or_last_light(phrase: Phrase) -> Reading:
    """At dawn, before nightfall."""
    return Part(phrase.code("DAWN"))


def period(phrase: Phrase) -> Reading | None:
    """This week, the following month, that day; with a plural, a length without a number: coming weeks."""
    unit, shift = phrase.code("UNIT", "unit"), phrase.shift()
    if phrase.is_a_title():
        return None
    if phrase.plural("unit"):
        return None if shift in {"the", "same", "this"} else Given("DURATION", calendar.duration("X", unit))
    if unit == "Y" and phrase.has("until"):
        return Given("DURATION", "P1Y")
    if unit in {"DE", "CE"} and shift == "past":
        return Given("DURATION", calendar.duration("1", unit))
    if unit.startswith("T") or unit in {"NI", "ML"}:
        return None
    if unit == "D" and shift in {"last", "past", "this", "next"}:
        return Period("D", "following") if shift == "next" else None
    return Period(unit, shift)


def period_talked_of(phrase: Phrase) -> Reading | None:
    """The week, the year: the stretch that the report is about, where it is at least a week."""
    return period(phrase) if phrase.code("UNIT", "unit") in {"W", "WE", "M", "Q", "Y"} else None


def day_talked_of(phrase: Phrase) -> Reading | None:
    """Later in the day, by the end of the day: the day last named."""
    return Period("D", "same") if phrase.code("UNIT", "unit") == "D" and not phrase.plural("unit") else None


def period_before(phrase: Phrase) -> Reading:
    """The year before, the day earlier."""
    return Period(phrase.code("UNIT", "unit"), "previous")


def period_after(phrase: Phrase) -> Reading:
    """The year after, the week later."""
    return Period(phrase.code("UNIT", "unit"), "following")


def year_end(phrase: Phrase) -> Reading:
    """Year-end: the end of the report's year; the bound is in the words."""
    return Period("Y", "the")


def latest(phrase: Phrase) -> Reading:
    """The latest quarter or period of account, the latest week."""
    unit = phrase.code("UNIT", "unit")
    return Period("Q", "the") if unit in {"", "Q"} else Period(unit, "last")


def same_a_year_before(phrase: Phrase) -> Reading:
    """The year-earlier period."""
    return YearEarlier(phrase.code("UNIT", "unit") == "Q")


def same_of_year(phrase: Phrase) -> Reading | None:
    """The 1988 quarter, the 1988 period."""
    return YearEarlier(True, phrase.year()) if phrase.code("UNIT", "unit") in {"", "Q"} else None


def quarter(phrase: Phrase) -> Reading | None:
    """The third quarter, perhaps with a year."""
    if phrase.code("UNIT", "unit") != "Q":
        return None
    return Numbered("Q", phrase.day("nth"), phrase.year(), phrase.shift(), phrase.shift("yearshift"))


def half(phrase: Phrase) -> Reading:
    """The first half of a year."""
    return Numbered("H", phrase.day("nth"), phrase.year(), phrase.shift(), phrase.shift("yearshift"))


def season(phrase: Phrase) -> Reading:
    """Last summer, the winter of 2019."""
    return SeasonOf(phrase.code("SEASON"), phrase.year(), phrase.shift(), phrase.shift("yearshift"))


def feast(phrase: Phrase) -> Reading | None:
    """A day with a name; "Easter Island" and "Christmas Charity" are none."""
    if phrase.in_a_name():
        return None
    return Feast(phrase.code("HOLIDAY"), phrase.year(), phrase.shift(), phrase.shift("yearshift"))


def week_of_feast(phrase: Phrase) -> Reading | None:
    """Easter week, the Christmas weekend."""
    unit = phrase.code("UNIT", "unit")
    if unit not in {"W", "WE"} or phrase.plural("unit"):
        return None
    return Feast(phrase.code("HOLIDAY"), phrase.year(), phrase.shift(), unit=unit)


def hijri_date(phrase: Phrase) -> Reading:
    """A date or month of the Islamic calendar."""
    return HijriDate(phrase.year(), int(phrase.value("HIJRI") or 0), phrase.day() if phrase.has("day") else None)


def clock(phrase: Phrase) -> Reading | None:
    """9 a.m., 21:30 GMT, 4 in the morning."""
    written = phrase.value("CLOCK", "hour")
    hours, minutes = (str(written) if written is not None else f"{phrase.value('INT', 'hour')}:00").split(":")[:2]
    hour, later = int(hours), phrase.value("MERIDIAN")
    if phrase.has("part"):
        later = 12 if phrase.code("PART", "part") in {"AF", "EV"} else 0
    if later is not None:
        hour = hour % 12 + int(later)
    zone = phrase.code("ZONE", "zone" if later is not None else 0)
    return Clock(f"{hour:02d}:{minutes}{zone}") if hour <= 24 and int(minutes) < 60 else None


def clock_of_four_figures(phrase: Phrase) -> Reading | None:
    """1430 GMT, as agencies write it."""
    figures = phrase.words("hour")[0].text
    if figures[:2] > "24" or figures[2:] > "59":
        return None
    return Clock(f"{figures[:2]}:{figures[2:]}{phrase.code('ZONE', 'zone')}")


def hour_word(phrase: Phrase) -> Reading:
    """Noon, midnight."""
    return Clock(phrase.code("HOURWORD"))


def length(phrase: Phrase) -> Reading | None:
    """A length of time; "a second bridge" and "three quarters of the seats" are none."""
    unit = phrase.code("UNIT", "unit")
    if unit in {"TS", "Q"} and not phrase.words("count"):
        return None
    if unit == "Q" and (phrase.followed_by("of") or phrase.followed_by("POSS")):
        return None
    mod: TimeMod | None = "APPROX" if phrase.value("COUPLE", "count") is not None else None
    return Given("DURATION", calendar.duration(phrase.count(), unit), "EQUAL_OR_MORE" if phrase.has("upto") else mod)


def some_day(phrase: Phrase) -> Reading | None:
    """Will one day: at a time to come, which is no length."""
    one_day = phrase.number("told") == 1 and phrase.code("UNIT", "unit") == "D"
    return Given("DATE", "FUTURE_REF") if one_day and not phrase.plural("unit") else None


def rate(phrase: Phrase) -> Reading:
    """24 hours a day, two days per week."""
    return Given("SET", calendar.duration("1", phrase.code("UNIT", "per")))


def length_and_a_half(phrase: Phrase) -> Reading | None:
    """A minute and a half."""
    number, unit = phrase.number(), phrase.code("UNIT", "unit")
    return None if number is None else Given("DURATION", calendar.duration(repr(number + 0.5), unit))


def unnumbered_length(phrase: Phrase) -> Reading | None:
    """Days, weeks: a length without a number."""
    return Given("DURATION", calendar.duration("X", phrase.code("UNIT", "unit"))) if phrase.plural("unit") else None


def long_length(phrase: Phrase) -> Reading | None:
    """Year-long, decades-long."""
    return Given("DURATION", calendar.duration("X" if phrase.plural("unit") else "1", phrase.code("UNIT", "unit")))


def ago(phrase: Phrase) -> Reading:
    """Two days ago."""
    return Distance(phrase.count(), phrase.code("UNIT", "unit"), -1, "report")


def hence(phrase: Phrase) -> Reading:
    """Two days from now."""
    return Distance(phrase.count(), phrase.code("UNIT", "unit"), 1, "report")


def earlier(phrase: Phrase) -> Reading:
    """Two days earlier than the day last named."""
    return Distance(phrase.count(), phrase.code("UNIT", "unit"), -1, "focus")


def later(phrase: Phrase) -> Reading:
    """Two days after the day last named."""
    return Distance(phrase.count(), phrase.code("UNIT", "unit"), 1, "focus")


def around_event(phrase: Phrase) -> Reading | None:
    """The day after the landing, two weeks before the vote, the days before it."""
    if not phrase.has("count") and phrase.plural("unit"):
        return unnumbered_length(phrase)
    direction = 1 if phrase.has("after") else -1
    at = phrase.text.places[phrase.match.end() - 1][1]
    return AroundEvent(phrase.count(), phrase.code("UNIT", "unit"), direction, at, single=not phrase.has("count"))


def every_unit(phrase: Phrase) -> Reading:
    """Every day, every two weeks, twice a week."""
    return Given("SET", calendar.duration(phrase.count() if phrase.has("count") else "1", phrase.code("UNIT", "unit")))


def every_season(phrase: Phrase) -> Reading:
    """Each summer, every May."""
    return Given("SET", f"XXXX-{phrase.code('SEASON') or format(_month(phrase), '02d')}")


def at_interval(phrase: Phrase) -> Reading | None:
    """Daily, weekly; not in "the Daily Post"."""
    if phrase.in_a_name():
        return None
    return Given("SET", phrase.code("LY"))


def reference(phrase: Phrase) -> Reading | None:
    """Now, soon, the future; "was soon closed" and "soon became" tell of no future."""
    if phrase.value("SOON") is not None and (phrase.word_before() in {"was", "were"} or phrase.followed_by("BACK")):
        return None
    return Given("DATE", phrase.code("REF"))


def the_past(phrase: Phrase) -> Reading:
    """The past, without a number."""
    return Given("DATE", "PAST_REF")


def counted_day(phrase: Phrase) -> Reading | None:
    """For the third day."""
    day = phrase.day("nth")
    return None if day is None else CountedDay(day)


def _month(phrase: Phrase) -> int:
    return int(phrase.value("MONTH") or 0)
