"""Policy: which terms are in force on a day, from the books of the nation down to the studio."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from studio_domain.aggregate import Recorded
from studio_domain.policy.facts import GuidelineAdopted, PolicyValue, PolicyValueSet
from studio_domain.policy.keys import check_value
from studio_domain.policy.terms import KEYS, TRIAL, Setting, Terms

_VALUES: Final = "/policy/values"
_ADOPTED: Final = "adopted"


def scopes_of(region: str, studio: str | None = None) -> tuple[str, ...]:
    """The scopes of a region's code, the widest first: nation, province, city, county, and the studio."""
    codes = dict.fromkeys(("000000", region[:2] + "0000", region[:4] + "00", region))
    return (*(f"region-{code}" for code in codes), *((studio,) if studio else ()))


class Policy:
    """The terms of each day. A value holds from its own day on; a narrower scope goes before a wider one.

    Thresholds of the text and the law are the exception: of those the strictest scope wins.
    `disregarded` are the settings that govern nothing: an unknown key, a value of another type or
    beyond its bound, a threshold that is looser than a wider scope's.
    """

    def __init__(
        self,
        scopes: Sequence[str] = (),
        settings: Iterable[Setting] = (),
        guidelines: Iterable[tuple[str, GuidelineAdopted]] = (),
    ) -> None:
        self._scopes = tuple(scopes)
        laid = sorted((s for s in settings if s.scope in scopes), key=lambda s: s.effective)
        self._settings = tuple(setting for setting in laid if _fits(setting))
        self._unfit = tuple(setting for setting in laid if not _fits(setting))
        self._guidelines = sorted(
            (adopted.effective, scopes.index(scope), adopted.version)
            for scope, adopted in guidelines
            if scope in scopes
        )
        days = {setting.effective for setting in self._settings} | {day for day, _, _ in self._guidelines}
        self._days = sorted(days)
        self._terms: list[tuple[Terms, tuple[Setting, ...]] | None] = [None] * (len(days) + 1)

    @classmethod
    def of(cls, scopes: Sequence[str], history: Iterable[Recorded[object]]) -> Policy:
        """From the recorded facts of the books of *scopes*, the widest first; other facts are passed over."""
        books = PolicyBooks()
        for event in history:
            books.see(event)
        return books.over(scopes)

    @classmethod
    def adopting(cls, first_day: date, /, **values: PolicyValue) -> Policy:
        """A policy of these values from *first_day* on: `Policy.adopting(day, **{"case.term_days": 90})`."""
        for key, value in values.items():
            check_value(key, value)
        return cls((_ADOPTED,), _adoption(first_day, values))

    @classmethod
    def all_adopted(cls, first_day: date, /, **values: PolicyValue) -> Policy:
        """Every default that binds only when adopted is adopted from *first_day* on, and *values* instead of theirs."""
        return cls.adopting(
            first_day, **{**{key.name: key.default for key in KEYS.values() if not key.certain}, **values}
        )

    def on(self, day: date) -> Terms:
        """The terms in force on *day*."""
        return self._between(bisect_right(self._days, day))[0]

    @property
    def disregarded(self) -> tuple[Setting, ...]:
        """The settings that govern nothing on some day, or never, in the order of their places."""
        looser = {setting for index in range(len(self._terms)) for setting in self._between(index)[1]}
        return tuple(sorted({*self._unfit, *looser}, key=lambda setting: (setting.stream, setting.version)))

    def _between(self, index: int) -> tuple[Terms, tuple[Setting, ...]]:
        """The terms from the change day before *index* up to the next, and what was too loose for them."""
        known = self._terms[index]
        if known is None:
            known = self._terms[index] = self._compose(self._days[index - 1]) if index else (Terms(), ())
        return known

    def _compose(self, day: date) -> tuple[Terms, tuple[Setting, ...]]:
        terms = Terms()
        head = [max((adopted for adopted in self._guidelines if adopted[0] <= day), default=(day, 0, TRIAL))[2]]
        looser: list[Setting] = []
        for scope in self._scopes:
            began = [setting for setting in self._settings if setting.scope == scope and setting.effective <= day]
            if not began:
                continue
            head.append(f"{scope}:{max(setting.version for setting in began)}")
            latest = {setting.key: setting for setting in began}
            loose = [setting for setting in latest.values() if _loosens(setting, terms)]
            looser += loose
            terms = terms.setting(setting for setting in latest.values() if setting not in loose)
        return terms.setting((), "+".join(head)), tuple(looser)


class PolicyBooks:
    """The policy books of a history, as they are read: show it every fact, then ask for a policy."""

    def __init__(self) -> None:
        self._settings: list[Setting] = []
        self._guidelines: list[tuple[str, GuidelineAdopted]] = []

    def see(self, event: Recorded[object]) -> None:
        """Take up a fact of a policy book, pass over any other."""
        scope, fact = event.studio, event.fact
        if event.stream != scope + _VALUES:
            return
        if isinstance(fact, PolicyValueSet):
            self._settings.append(
                Setting(fact.key, fact.value, fact.effective, fact.document, scope, event.stream, event.version)
            )
        elif isinstance(fact, GuidelineAdopted):
            self._guidelines.append((scope, fact))

    def over(self, scopes: Sequence[str]) -> Policy:
        """The policy of *scopes*, the widest first (see `scopes_of`), from what was seen so far."""
        return Policy(scopes, self._settings, self._guidelines)


def _adoption(day: date, values: dict[str, PolicyValue]) -> Iterator[Setting]:
    for version, (key, value) in enumerate(values.items(), start=1):
        yield Setting(key, value, day, _ADOPTED, _ADOPTED, _ADOPTED + _VALUES, version)


def _fits(setting: Setting) -> bool:
    known = KEYS.get(setting.key)
    return known is not None and known.fits(setting.value) and known.admits(setting.value)


def _loosens(setting: Setting, wider: Terms) -> bool:
    known, ahead = KEYS[setting.key], wider.source(setting.key)
    return known.tightens_only and ahead is not None and not known.bound.keeps(setting.value, ahead.value)
