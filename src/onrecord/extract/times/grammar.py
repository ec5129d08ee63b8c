"""The grammar that finds expressions of time: rules in a visible order, each with a name that a journalist can read.

A pattern runs over words: UPPER names are word classes of the lexicon, lower ones stand for themselves. The group
`told`, where a pattern has one, is the expression and the rest is what must stand around it. Of rules that take the
same words, the earlier one decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.extract.times import meanings as say
from onrecord.extract.times.phrase import Phrase
from onrecord.extract.times.readings import Reading


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of naming a time: a pattern over words, and the reading of what it takes."""

    name: str
    pattern: str
    reading: Callable[[Phrase], Reading | None]


SHIFT = "(?P<shift>LAST|PAST|THIS|NEXT|PREVIOUS|FOLLOWING|SAME)"
YEARSHIFT = "(?P<yearshift>LAST|THIS|NEXT|PREVIOUS|FOLLOWING|SAME)"
UNIT = "(?P<unit>UNIT)"
YEAR_BEHIND = f"(?:COMMA? (?P<year>YEAR|OLDYEAR|SPOKENYEAR)|COMMA? of? {YEARSHIFT} year)?"
YEAR_OF = f"(?:COMMA? of? (?:the year)? (?P<year>ANYYEAR|SPOKENYEAR)|(?:of|in)? the? {YEARSHIFT} year)"
WEEKDAY_BEFORE = "(?:(?:THIS|NEXT)? WEEKDAY COMMA?)?"
THROUGH = "(?:DASH|to|and|through|until|or|till)"
UP_TO = "(?:(?P<upto>to|or|DASH) NUMBER)?"
# "10:35 a.m. (0735 GMT)": the same hour, told for another zone.
OTHER_ZONE = "(?:OPEN (?:CLOCK|HOUR|DAY|FOURDIGITS|OLDYEAR|YEAR) MERIDIAN? ZONE CLOSE)?"
EXTRA = "(?:more|additional|another|full|whole|entire|trading|working|business|straight|consecutive|long|PREVIOUS)"
COUNTED = "(?P<count>NUMBER|VAGUE|COUPLE)"
QUANTITY = "(?P<count>QUANT)"
SIDE = "(?:(?P<after>after)|before) (?!STOP|COMMA|BREAK)"

DATES = (
    Rule("a date in figures, year first", "ISO", say.iso_date),
    Rule("a date in figures with slashes", "SLASHED", say.slashed_date),
    Rule(
        "a month and a day, perhaps with weekday and year",
        f"{WEEKDAY_BEFORE} {SHIFT}? MONTH the? (?P<day>DAYNUM) (?!MONTH|COMMA DAY COMMA DAY)"
        f" {YEAR_BEHIND} (?P<part>PART)?",
        say.month_day,
    ),
    Rule(
        "a day and a month, perhaps with weekday and year",
        f"{WEEKDAY_BEFORE} the? (?P<day>DAY|NTH|the ORD) day? of? MONTH (?!DAY (?!COMMA))"
        f" {YEAR_BEHIND} (?P<part>PART)?",
        say.month_day,
    ),
    Rule(
        "the last day of a range within a month",
        f"MONTH (?:DAY|NTH) {THROUGH} (?P<told>(?P<day>DAY|NTH) {YEAR_BEHIND}) (?!UNIT|STOP INT|MERIDIAN)",
        say.month_day,
    ),
    Rule(
        "the first day of a range within a month",
        f"(?P<told>(?P<day>DAY|NTH)) {THROUGH} (?:DAY|NTH) of? MONTH {YEAR_BEHIND}",
        say.month_day,
    ),
    Rule("the week of a date", f"the? {UNIT} of MONTH (?P<day>DAYNUM) (?:COMMA? (?P<year>YEAR))?", say.week_of),
    Rule(
        "the week of a date", f"the? {UNIT} of the? (?P<day>DAY|NTH) of? MONTH (?:COMMA? (?P<year>YEAR))?", say.week_of
    ),
    Rule(
        "a part of a month",
        f"the (?P<nth>ORD|LAST) (?:(?:NUMBER|VAGUE|COUPLE)? {UNIT}|HALF) of MONTH {YEAR_BEHIND}",
        say.part_of_month,
    ),
    Rule("a month and a year", f"the? {SHIFT}? MONTH {YEAR_OF}", say.month),
    Rule("a month with a pointer", f"{SHIFT} MONTH", say.month),
    Rule("a month", "MONTH", say.bare_month),
    Rule("a fiscal year", "the? fiscal year? (?P<year>YEAR|SHORTYEAR) (?:DASH (?:INT|YEAR) (?!UNIT))?", say.year),
    Rule("a year", "(?:the year)? (?P<year>YEAR)", say.year),
    Rule(
        "a year after a preposition",
        "(?:in|of|since|by|from|during|until|before|after|the year) (?P<told>(?P<year>OLDYEAR|SHORTYEAR))",
        say.year,
    ),
    Rule("a year in words", "(?P<year>SPOKENYEAR) (?!UNIT|DASH UNIT)", say.year),
    Rule("a round year in words", "the year (?P<year>CARD SCALE)", say.round_year),
    Rule("a decade", "(?P<the>the)? DECADE", say.decade),
    Rule("a decade in words", "the? DECADEWORD", say.decade_in_words),
    Rule("a century", f"the? (?P<day>NTH|ORD) DASH? {UNIT}", say.century),
    Rule("the week of a holiday", f"the? {SHIFT}? HOLIDAY {UNIT} (?:COMMA? (?P<year>ANYYEAR))?", say.week_of_feast),
    Rule("a holiday", f"the? {SHIFT}? HOLIDAY (?:COMMA? (?P<year>ANYYEAR)|{YEARSHIFT} year)?", say.feast),
    Rule(
        "a date of the Islamic calendar",
        "(?:(?P<day>DAY|NTH) of? HIJRI|HIJRI) (?:COMMA? (?P<year>OLDYEAR) ah?)?",
        say.hijri_date,
    ),
)
DAYS = (
    Rule(
        "a weekday",
        f"(?:the (?=SAME|LAST|PAST|THIS|NEXT|PREVIOUS|FOLLOWING))? {SHIFT}? WEEKDAY (?P<part>PART)?",
        say.weekday,
    ),
    Rule("every such weekday", "(?:EACH WEEKDAY PART?|WEEKDAYS (?:PART|PARTS)?|WEEKDAY PARTS)", say.every_weekday),
    Rule("a day counted from the report's", "DAYWORD (?P<part>PART)?", say.day_word),
    Rule("tonight", "TONIGHT", say.tonight),
    Rule("a part of the day with a pointer", f"the? {SHIFT} PART", say.part_of_day),
    Rule("a part of the day", "the PART (?!before|of (?!MONTH|DAY|NTH|WEEKDAY|the NTH|the DAY))", say.part_of_day),
    Rule("overnight", "NIGHTWORD", say.part_of_day),
    Rule("first or last light", "(?:at|before|after|until|by|since) (?P<told>DAWN)", say.first_or_last_light),
    Rule(
        "a time of day",
        f"(?P<hour>CLOCK|HOUR|DAY) (?:MERIDIAN (?P<zone>ZONE)?|ZONE|o'clock|in the (?P<part>PART)) {OTHER_ZONE}",
        say.clock,
    ),
    Rule("a time of day in figures", "at (?P<told>(?P<hour>CLOCK))", say.clock),
    Rule(
        "a time of day in four figures",
        f"(?P<hour>FOURDIGITS|OLDYEAR|YEAR) (?P<zone>ZONE) {OTHER_ZONE}",
        say.clock_of_four_figures,
    ),
    Rule("an hour with a name", "(?<!high) HOURWORD", say.hour_word),
    Rule(
        "a day counted from the first",
        "for (?P<told>(?:the|a)? (?P<nth>ORD|NTH) (?:straight|consecutive|PREVIOUS)? day)",
        say.counted_day,
    ),
)
STRETCHES = (
    Rule("a stretch of time with a pointer", f"(?:the|its)? {SHIFT} fiscal? {UNIT}", say.period),
    Rule("the day talked of", f"(?<!at) PHASE (?P<told>the {UNIT})", say.day_talked_of),
    Rule("the day before or after an event", f"(?P<told>the {UNIT}) {SIDE}", say.around_event),
    Rule(
        "the stretch of time talked of",
        f"(?P<told>(?P<shift>the) (?:full|whole|entire|fiscal)? {UNIT}) (?P<until>ended|ending)?",
        say.period_talked_of,
    ),
    Rule("the stretch before", f"the {UNIT} (?:EARLIER|before (?=STOP|COMMA))", say.period_before),
    Rule("the stretch after", f"the {UNIT} (?:LATER|after (?=STOP|COMMA))", say.period_after),
    Rule(
        "so long before or after an event", f"(?<!for) (?<!within) (?P<told>{QUANTITY} {UNIT}) {SIDE}", say.around_event
    ),
    Rule("the latest period", f"(?:the|its)? LATEST fiscal? (?:{UNIT}|PERIOD)", say.latest),
    Rule("a period of a year", f"the (?P<year>YEAR) (?:PERIOD|{UNIT})", say.same_of_year),
    Rule(
        "the same stretch a year before",
        f"(?:the|its|a)? comparable? year DASH (?:EARLIER|AGO) (?:ORD? {UNIT}|PERIOD)?",
        say.same_a_year_before,
    ),
    Rule(
        "a numbered quarter",
        f"(?:the|its)? {SHIFT}? (?:fiscal DASH?)? (?P<nth>ORD) (?:DASH|fiscal)? {UNIT}"
        f" (?:COMMA? (?:of|in)? fiscal? (?P<year>ANYYEAR)|(?:of|in)? {YEARSHIFT} year)?",
        say.quarter,
    ),
    Rule("a quarter of a year", f"(?:the|its)? (?P<year>YEAR) POSS? (?P<nth>ORD) DASH? {UNIT}", say.quarter),
    Rule("a quarter, year first", f"(?:the|its)? {YEARSHIFT} year POSS? (?P<nth>ORD) DASH? {UNIT}", say.quarter),
    Rule(
        "a half of a year",
        f"the? (?P<nth>ORD|LAST) DASH? HALF of (?:the? (?P<year>ANYYEAR)|{YEARSHIFT} year|the year)",
        say.half,
    ),
    Rule("a season of a year", f"the? {SHIFT}? SEASON (?:of|COMMA)? (?P<year>ANYYEAR|SPOKENYEAR)", say.season),
    Rule("a season with a pointer", f"the? {SHIFT} SEASON", say.season),
    Rule(
        "a season",
        "(?:in|since|by|until|during|through|over|into) (?P<told>the? SEASON) (?!of)",
        say.season,
    ),
    Rule("the end of the year", "the? year (?:DASH|POSS)? (?P<shift>END)", say.year_end),
    Rule("past, present or future", "(?<!as) REF (?!as|before|after|LATER|EARLIER)", say.reference),
    Rule("the past", "the PAST (?!NUMBER|VAGUE|UNIT|COUPLE|SEASON|MONTH|WEEKDAY|and)", say.the_past),
)
LENGTHS = (
    Rule(
        "so many units, last or next",
        f"(?<!AHEAD) (?<!to) the? (?:LAST|PAST|NEXT|FOLLOWING|PREVIOUS) {COUNTED} {UP_TO} DASH? {UNIT}",
        say.length,
    ),
    Rule("the first units", f"the? ORD {COUNTED} {UNIT}", say.length),
    Rule("so long ago", f"{QUANTITY} DASH? {EXTRA}{{0,3}} {UNIT} BEHIND? AGO", say.ago),
    Rule("so long from now", f"{QUANTITY} {UNIT} HENCE", say.hence),
    Rule("so long before", f"{QUANTITY} {UNIT} (?:EARLIER|before (?=STOP|COMMA))", say.earlier),
    Rule("so long after", f"{QUANTITY} {UNIT} (?:LATER|after (?=STOP|COMMA))", say.later),
    Rule(
        "one day to come", f"AHEAD (?P<told>CARD {UNIT}) (?!DASH|AGO|LATER|EARLIER|BEHIND|before|after)", say.some_day
    ),
    Rule("so much in every stretch", f"NUMBER {UNIT} (?:a|an|per) (?P<per>UNIT)", say.rate),
    Rule("a length of time", f"{QUANTITY} {UP_TO} DASH? {EXTRA}{{0,3}} {UNIT} (?!DASH? old)", say.length),
    Rule("a length of time with a half", f"{QUANTITY} {UNIT} and a HALF", say.length_and_a_half),
    Rule("a length in long", f"{UNIT} DASH long", say.long_length),
    Rule(
        "units without a number after a preposition",
        f"(?:for|in|within|over|through) (?P<told>the? {UNIT}) (?!DASH|LATER)",
        say.unnumbered_length,
    ),
    Rule("units without a number", f"{UNIT} (?:AGO|ahead)", say.unnumbered_length),
    Rule("recent times", f"RECENT {UNIT}", say.unnumbered_length),
    Rule("every such season or month", "EACH (?:SEASON|MONTH)", say.every_season),
    Rule("every so often", f"EACH (?:ORD|other)? (?P<count>NUMBER)? {UNIT}", say.every_unit),
    Rule(
        "so many times in a stretch",
        f"(?:once|twice|(?:NUMBER|VAGUE) times) (?:a|an|per|EACH) {UNIT}",
        say.every_unit,
    ),
    Rule("at a fixed interval", "LY", say.at_interval),
)
RULES: tuple[Rule, ...] = (*DATES, *DAYS, *STRETCHES, *LENGTHS)
