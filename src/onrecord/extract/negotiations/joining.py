"""Mentions of one track of talks become one: by the parties they share, else by where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.negotiations.draft import Draft, distinct
from onrecord.record import Proposal, ProposalReply, Stage

# Within a sentence the stage that talks came to stands before the stages on the way.
RANK: tuple[Stage | None, ...] = ("signed", "collapsed", "agreed", "stalled", "ongoing", "scheduled", "proposed", None)
AROUND = "talks between the only two powers named near them"
OPEN: tuple[Stage | None, ...] = ("ongoing", "scheduled", "proposed")
OUTCOMES: tuple[Stage | None, ...] = ("signed", "collapsed", "agreed", "stalled")
# How many sentences after talks without a named party those who are named next still belong to them.
NEAR = 2


@dataclass(frozen=True, slots=True)
class Track:
    """The mentions of one track of talks, in the order of the text."""

    drafts: tuple[Draft, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """All who are named as parties; who only answers a proposal is one where fewer than two others are."""
        between = set(self.mediators)
        core = tuple(one for one in distinct(*(draft.parties for draft in self.drafts)) if one not in between)
        if len(core) > 1:
            return core
        answering = distinct(*(draft.repliers for draft in self.drafts))
        return distinct(core, (one for one in answering if one not in between))

    @property
    def mediators(self) -> tuple[str, ...]:
        """All who are named as mediators."""
        return distinct(*(draft.mediators for draft in self.drafts))

    @property
    def stage(self) -> Stage | None:
        """The stage told first, in one sentence what came of the others; later, what became of the same talks."""
        telling = [draft for draft in self.drafts if draft.stage is not None]
        telling = [draft for draft in telling if not (draft.offer and draft.stage == "proposed")] or telling
        first = [draft.stage for draft in telling if draft.sentence == telling[0].sentence]
        found = min(first, key=RANK.index, default=None)
        if found not in OPEN:
            return found
        later = (draft.stage for draft in telling if draft.sentence != telling[0].sentence and draft.known)
        return next((stage for stage in later if stage in OUTCOMES), found)

    @property
    def is_told(self) -> bool:
        """Whether a word for talks, mediation or a proposal stands here with somebody known."""
        bare = any(draft.weak and not draft.offer for draft in self.drafts)
        closed = any(draft.offer and draft.stage in ("agreed", "signed") for draft in self.drafts)
        told = any(not draft.weak for draft in self.drafts) or (bare and closed)
        return told and bool(self.parties or self.mediators)


def tracks_of(drafts: Iterable[Draft], nominal: frozenset[str]) -> tuple[Track, ...]:
    """The tracks that these mentions tell of; `nominal` are actors whom the report does not name."""
    tracks: list[Track] = []
    for draft in drafts:
        place = _track_for(draft, tracks, nominal)
        if place is None:
            tracks.append(Track((_taken_from_around(draft),)))
        else:
            tracks[place] = Track((*tracks[place].drafts, draft))
    return tuple(track for track in tracks if track.is_told)


def _taken_from_around(draft: Draft) -> Draft:
    """Talks that name nobody, with the only two powers named near them as parties."""
    return replace(draft, parties=draft.around, weak=False, rule=AROUND) if draft.around else draft


def _track_for(draft: Draft, tracks: Sequence[Track], nominal: frozenset[str]) -> int | None:
    """The place of the track that a mention belongs to: shared parties, the same sentence, or the one just told."""
    those = {*draft.parties, *draft.mediators}
    latest_first = tuple(reversed(list(enumerate(tracks))))
    for number, track in latest_first:
        if those & {*track.parties, *track.mediators} and not _is_apart(draft, track):
            return number
    for number, track in latest_first:
        if draft.mediators and track.mediators:
            continue
        apart = draft.sentence - track.drafts[-1].sentence
        if not draft.parties or (draft.offer and those <= nominal):
            return number
        if apart == 0 or (apart <= NEAR and (draft.weak or not track.parties)):
            return number
    return None


def _is_apart(draft: Draft, track: Track) -> bool:
    """Whether other mediators, or other partners of one party, make it another track."""
    between = bool(draft.mediators) and bool(track.mediators) and not set(draft.mediators) & set(track.mediators)
    shared = set(draft.parties) & set(track.parties)
    return between or (len(draft.parties) > 1 and len(track.parties) > 1 and len(shared) == 1)


def proposals_of(track: Track, nominal: frozenset[str]) -> tuple[Proposal, ...]:
    """The proposals of a track: mentions of one are joined, and replies go to the last one told."""
    made: list[Proposal] = []
    for draft in track.drafts:
        for one in draft.proposals:
            _add(made, one, nominal)
    return tuple(one for one in made if one.terms or one.replies)


def _add(made: list[Proposal], new: Proposal, nominal: frozenset[str]) -> None:
    same = next((at for at in range(len(made) - 1, -1, -1) if _is_same(made[at], new, nominal)), None)
    if same is None:
        made.append(new)
        return
    old = made[same]
    by = new.by if new.by is not None and (old.by is None or old.by in nominal) else old.by
    made[same] = Proposal(by, distinct(old.terms, new.terms), _joined_replies(old.replies, new.replies))


def _is_same(old: Proposal, new: Proposal, nominal: frozenset[str]) -> bool:
    """Whether two mentions are of one proposal: no two proposers with names, no terms apart."""
    apart = bool(new.terms) and bool(old.terms) and not set(new.terms) & set(old.terms)
    if new.by is None or old.by is None or new.by == old.by:
        return not apart
    return not apart and not new.terms and old.by in nominal


def named_later(track: Track, nominal: frozenset[str]) -> dict[str, str]:
    """Mediators without a name, and the name under which the proposal that they put is told again."""
    found: dict[str, str] = {}
    put: str | None = None
    for draft in track.drafts:
        for one in draft.proposals:
            if one.by in track.mediators and one.by in nominal:
                put = one.by
            elif put is not None and one.by is not None and one.by not in nominal and not one.terms:
                found.setdefault(put, one.by)
    return found


def _joined_replies(old: Sequence[ProposalReply], new: Sequence[ProposalReply]) -> tuple[ProposalReply, ...]:
    """Each party's first reply."""
    found: dict[str | None, ProposalReply] = {}
    for one in (*old, *new):
        found.setdefault(one.by, one)
    return tuple(found.values())
