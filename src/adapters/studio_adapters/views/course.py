"""What a runner does, one step at a time: registers taken up, brought on by a batch, built anew, switched to.

No lock is held and no lease. Rows and position are written together, and only by whoever finds a register where it was
last seen: of two processes the one that comes second takes note, folds what the first has written without writing it,
and is ready to go on at once if the first is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

import attrs
from attrs import define, field

from studio_adapters.port import ForeignStore, Kept, Rows
from studio_adapters.views.follower import Follower, Undecided, check_history
from studio_adapters.views.port import Generation, Moved, OtherHistory, Poison, Sink, Step
from studio_adapters.views.spec import Spec


@define(eq=False)
class Course:
    """Registers on their way through one journal into one sink, as far as this process brings them."""

    rows: Rows
    sink: Sink
    specs: dict[str, Spec]
    batch: int
    followers: list[Follower] = field(factory=list)
    opened: bool = False
    """Whether all that can go on is taken up."""

    def open(self) -> None:
        """Take up whatever can go on and is not gone on with."""
        there: defaultdict[str, list[Generation]] = defaultdict(list)
        for one in self.sink.generations():
            there[one.register].append(one)
        for spec in self.specs.values():
            followed = {one.generation.number for one in self.followers if one.spec is spec}
            for generation in self._to_follow(spec, there[spec.name]):
                if generation.number not in followed and generation.poison is None:
                    check_history(generation, self.rows)
                    origin = generation.origin if generation.position else self.rows.origin
                    self.followers.append(Follower(spec, attrs.evolve(generation, origin=origin)))
        self.opened = True

    def _to_follow(self, spec: Spec, there: Iterable[Generation]) -> list[Generation]:
        """The live generation, and the one that is built beside it: those that this form of the register can write."""
        try:
            live = next((one for one in there if one.live), None) or self.sink.begin(spec, self.rows.origin, live=True)
        except Moved:  # another process has begun it in another form
            return self._to_follow(spec, self.sink.generations(spec.name))
        if live.origin != self.rows.origin and live.position:
            raise OtherHistory(f"register {spec.name} is of log {live.origin}, not of {self.rows.origin}")
        beside = [one for one in there if not one.live and one.fingerprint == spec.fingerprint]
        if live.fingerprint == spec.fingerprint:
            return [live, *beside]
        if live.version > spec.version:  # a newer release is at work: this one does not undo what it does
            return []
        if not beside:
            for one in there:
                if not one.live and one.version <= spec.version:
                    self.sink.discard(one)
            beside = [self.sink.begin(spec, self.rows.origin, live=False)]
        return beside

    def rebuild(self, register: str) -> None:
        """Begin tables beside the live ones; they take their place when they have come as far.

        The register goes on meanwhile. If it is of another history it does not, and does not stand in the way.
        """
        spec = self.specs[register]
        for one in self.sink.generations(register):
            if one.version > spec.version:
                raise ForeignStore(f"register {register} is of version {one.version}, this is {spec.version}")
            if not one.live:
                self.sink.discard(one)
                continue
            try:
                check_history(one, self.rows)
            except OtherHistory as problem:
                self.sink.stop(one, Poison(one.position, "?", "?", 0, str(problem)))
        self.followers = [one for one in self.followers if one.spec is not spec or one.generation.live]
        self.sink.begin(spec, self.rows.origin, live=False)
        self.opened = False

    def round(self) -> bool:
        """A batch for each place at which there are followers; whether anything moved."""
        moved = self._write(tuple(self.followers))  # what a store in trouble did not take
        places: defaultdict[tuple[int, str], list[Follower]] = defaultdict(list)
        for follower in self.followers:
            places[follower.position, follower.leaf].append(follower)
        for place in sorted(places):
            together = places[place]
            page = self._page(place)
            _fold(page, together, place)
            moved |= self._write(together) or bool(page)
            if len(page) < self.batch:
                moved |= self._switch(together)
        return moved

    def _page(self, place: tuple[int, str]) -> list[Kept]:
        """What comes after *place*; that the journal is still the one that was read there is looked at each time."""
        position, leaf = place
        page = list(islice(self.rows.follow(max(position - 1, 0)), self.batch + bool(position)))
        if not position:
            return page
        if not page or page[0][6].hex() != leaf:
            raise OtherHistory(f"the journal does not hold at position {position} what was read there")
        return page[1:]

    def _write(self, followers: Iterable[Follower]) -> bool:
        """Everything in one transaction; if one has been moved by others, each for itself."""
        steps = [(one, step) for one in followers if (step := one.step()) is not None]
        try:
            if steps:
                self.sink.advance([step for _, step in steps])
        except Moved:
            for follower, step in steps:
                self._write_one(follower, step)
        else:
            for follower, step in steps:
                follower.written(step)
        for follower in followers:
            self._note_poison(follower)
        return bool(steps)

    def _write_one(self, follower: Follower, step: Step | None) -> None:
        while step is not None:
            try:
                self.sink.advance([step])
            except Moved:
                found = self._found(follower)
                if found is None:
                    self.followers.remove(follower)
                    return
                check_history(found, self.rows)
                follower.align(found)
                step = follower.step()
            else:
                follower.written(step)
                return

    def _found(self, follower: Follower) -> Generation | None:
        """Where its generation is now, or the one that took its place; None if it is not this one's to write."""
        there = [one for one in self.sink.generations(follower.spec.name) if one.poison is None]
        there = [one for one in there if one.fingerprint == follower.spec.fingerprint]
        taken = {one.generation.number for one in self.followers if one.spec is follower.spec and one is not follower}
        for one in there:
            if one.number == follower.generation.number:
                return one
        return next((one for one in there if one.live and one.number not in taken), None)

    def _note_poison(self, follower: Follower) -> None:
        """A register that met a fact it cannot take in stops, and only it; its accumulators are not to be trusted."""
        if follower.poison is not None and follower in self.followers:
            self.sink.stop(follower.generation, follower.poison)
            self.followers.remove(follower)

    def _switch(self, followers: Iterable[Follower]) -> bool:
        """What was built beside and has come to the present takes the place of what was live."""
        switched = False
        for follower in followers:
            if follower in self.followers and not follower.generation.live:
                try:
                    if not self.sink.switch(follower.generation):
                        continue
                except Moved:
                    self.followers.remove(follower)
                    continue
                follower.generation = attrs.evolve(follower.generation, live=True)
                self.followers = [one for one in self.followers if one is follower or one.spec is not follower.spec]
                switched = True
        return switched


def _fold(page: Iterable[Kept], followers: Iterable[Follower], place: tuple[int, str]) -> None:
    before = place
    for kept in page:
        fact = Undecided(kept)
        for follower in followers:
            follower.see(fact, before)
        before = kept[0], kept[6].hex()
    for follower in followers:
        follower.reached(*before)
