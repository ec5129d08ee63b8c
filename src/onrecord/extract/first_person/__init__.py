"""Who says "I" and "we": the first person of what is quoted, joined to the actor that speaks."""

from onrecord.extract.first_person.stage import FirstPerson

__all__ = ["FirstPerson"]
