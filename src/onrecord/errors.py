"""Every error that onrecord raises on purpose."""


class OnrecordError(Exception):
    """The root of all errors raised on purpose: its text says what is wrong, where, and what would work."""


class SpanError(OnrecordError):
    """A span does not lie in its text, or its text is not what stands there."""


class RecordError(OnrecordError):
    """A record breaks the format onrecord/1."""


class LexiconError(OnrecordError):
    """A lexicon file cannot be read or breaks its form."""


class SourceError(OnrecordError):
    """A file or stream cannot be read as a report."""


class LanguageError(OnrecordError):
    """The language pipeline is missing or cannot be used."""


class PipelineError(OnrecordError):
    """The stages cannot be run in the order given, or one of them broke its promise."""


class SettingsError(OnrecordError):
    """The settings file cannot be read or names something unknown."""


class TokenError(OnrecordError):
    """A token cannot be made or revoked as asked."""


class ServingError(OnrecordError):
    """The server cannot be started as asked."""


class StoreError(OnrecordError):
    """A store cannot be opened, or what is asked of it cannot be done."""


class ExportError(OnrecordError):
    """An export cannot be written: a form that there is not, a package that is missing, a place that cannot hold it."""


class CorrectionError(StoreError):
    """A correction cannot be made: its record is not there, or what would come of it breaks the format."""


class ConflictError(CorrectionError):
    """Somebody else corrected the same record in between; look at what they did first."""


class AgreementError(OnrecordError):
    """The agreement of reviewers cannot be told: too little was judged twice, or a package is missing."""
