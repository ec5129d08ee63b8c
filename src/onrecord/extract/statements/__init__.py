"""Who said what: source, cue and content of every statement, direct or indirect, with its marks or without.

Conventions follow PARC 3 and PolNeAR: content leaves out cue and source, takes in the "that" of its clause and its
quotation marks; the source is the whole noun phrase; a speech cut in two by its cue is one statement with two spans.
"""

from onrecord.extract.statements.stage import Statements

__all__ = ["Statements"]
