"""The stage that finds who acts and speaks: persons, bodies, groups, countries, named or not."""

from onrecord.extract.actors.stage import Actors

__all__ = ["Actors"]
