"""Storage adapters, ours and others': found by the entry-point group `studio_domain.storage`, loaded when used.

The name of the entry point is the scheme of the addresses (`sqlite:///studio.db`, `segments:///journal`), its value a
module, or an object, with the three members of `Adapter`. Ours are declared like any other, and known without asking
the installation besides: so a store of ours is opened without looking through what is installed, works where no
metadata is (a zip, a frozen program), and nobody else's distribution can take its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from importlib.metadata import EntryPoint, entry_points, version
from pathlib import Path
from typing import Final, Protocol

from attrs import frozen

from studio_adapters.port import Rows, StoreUnavailable

GROUP: Final = "studio_domain.storage"
"""The entry-point group of storage adapters."""

OURS: Final[Mapping[str, str]] = {
    "memory": "studio_adapters.storage.memory",
    "sqlite": "studio_adapters.storage.sqlite",
    "postgresql": "studio_adapters.storage.postgresql",
}
"""The adapters that come with the library, by scheme."""

ALIASES: Final[Mapping[str, str]] = {"postgres": "postgresql"}

DISTRIBUTION: Final = "studio-domain"

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]+")
"""Two characters at least: one letter before a colon is a drive."""


@frozen
class Trial:
    """Where a self-test may write: an empty store that is nobody's, and gone when the test is over."""

    url: str
    shared: bool = True
    """Whether the address opened once more is the same store; memory is another each time."""
    forbidden: Sequence[Callable[[], object]] = ()
    """Ways past the adapter to change what was written, which the database itself has to refuse."""


class Adapter(Protocol):
    """What an entry point names: any module with these members is one; none needs to register or inherit."""

    @property
    def ADDRESS(self) -> str:  # noqa: N802
        """How its addresses look, for people: `sqlite:///PATH`."""
        ...

    def open_url(self, url: str, *, create: bool = True, origin: str | None = None) -> Rows:
        """The store at *url*; made with *origin* if it is not there and *create* allows it. `JournalError` if not."""
        ...

    def trial(self, folder: Path, address: str | None) -> AbstractContextManager[Trial | None]:
        """A store for a self-test: inside *folder*, which is empty and removed afterwards, or apart from everything
        else at *address*, if one is given. None where an address is needed and none is given."""
        ...


@frozen
class Installed:
    """An adapter by what its distribution says of it; nothing of it is imported yet."""

    scheme: str
    target: str
    """`module`, or `module:attribute`."""
    distribution: str
    version: str

    def load(self) -> Adapter:
        """Import it. Whatever its module raises comes through."""
        found: Adapter = EntryPoint(self.scheme, self.target, GROUP).load()
        missing = [name for name in ("ADDRESS", "open_url", "trial") if not hasattr(found, name)]
        if missing:
            raise TypeError(f"{self.target} has no {', '.join(missing)}")
        return found


def installed() -> tuple[Installed, ...]:
    """Every adapter that is installed: ours, then others' by scheme and distribution."""
    number = version(DISTRIBUTION)
    ours = [Installed(scheme, target, DISTRIBUTION, number) for scheme, target in OURS.items()]
    others = {_told(point) for point in entry_points(group=GROUP)}
    theirs = (one for one in others if one.distribution != DISTRIBUTION)
    return *ours, *sorted(theirs, key=lambda one: (one.scheme, one.distribution, one.target))


def _told(point: EntryPoint) -> Installed:
    of = point.dist
    return Installed(point.name, point.value, "?" if of is None else of.name, "?" if of is None else of.version)


def find(scheme: str) -> Adapter | None:
    """The adapter of *scheme*, loaded; None if nobody has it.

    `StoreUnavailable` for one that cannot be loaded, or where two distributions have the same scheme.
    """
    scheme = ALIASES.get(scheme, scheme)
    if scheme in OURS:
        return Installed(scheme, OURS[scheme], DISTRIBUTION, "").load()
    if not _SCHEME.fullmatch(scheme):
        return None
    named = [one for one in installed() if one.scheme == scheme]
    if not named:
        return None
    if len(named) > 1:
        raise StoreUnavailable(f"{scheme}: more than one adapter has this scheme: {', '.join(map(told, named))}")
    try:
        return named[0].load()
    except (Exception, SystemExit) as trouble:
        raise StoreUnavailable(f"{told(named[0])}: the adapter cannot be loaded: {cause(trouble)}") from trouble


def hidden(one: Installed, among: Sequence[Installed]) -> bool:
    """Whether *one* is never used: its scheme is ours, is none at all, or is another distribution's as well."""
    if one.distribution == DISTRIBUTION:
        return False
    taken = one.scheme in OURS or one.scheme in ALIASES
    return taken or not _SCHEME.fullmatch(one.scheme) or sum(other.scheme == one.scheme for other in among) > 1


def told(one: Installed) -> str:
    """The distribution and its version."""
    return f"{one.distribution} {one.version}"


def cause(trouble: BaseException) -> str:
    """What went wrong, on one line."""
    return f"{type(trouble).__name__}: {' '.join(str(trouble).split())}".removesuffix(": ")


def shown(url: str) -> str:
    """An address without what may be a password."""
    scheme, slashes, rest = url.partition("://")
    return scheme + slashes + rest.rpartition("@")[2]
