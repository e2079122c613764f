"""A policy pack (地方政策包): the values of a local rule or of a studio's own rules, adopted together on one day.

What is adopted are the facts that single decisions would have given, all in one append: the rule, and each value. So
a pack can set no value that nobody may set, loosens nothing silently, and leaves nothing half-adopted.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import frozen

from studio_domain.guideline import MayDecide, Role
from studio_domain.policy.book import PolicyBook, adopt_local_rule, set_value
from studio_domain.policy.facts import LocalRuleAdopted, PolicyValue, PolicyValueSet
from studio_domain.policy.terms import Terms
from studio_domain.values import PersonId


@frozen(kw_only=True)
class Pack:
    """Values to set from *effective* on, by *document*; *additions* are codes for lists that end in 等.

    *scope* is a region (`region-330100`) or a studio. *rule* and *title* name the local rule; a studio's pack has none.
    """

    scope: str
    document: str
    effective: date
    rule: str | None = None
    title: str = ""
    values: tuple[tuple[str, PolicyValue], ...] = ()
    additions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    retroactive_reason: str | None = None

    def settings(self, wider: Terms) -> tuple[tuple[str, PolicyValue], ...]:
        """Each key with its value: what is added stands behind what the wider scopes have."""
        return (*self.values, *((key, _with(wider[key], codes)) for key, codes in self.additions))


def _with(known: PolicyValue, codes: tuple[str, ...]) -> PolicyValue:
    before = known if isinstance(known, tuple) else ()
    return (*before, *(code for code in codes if code not in before))


def adopt_pack(
    book: PolicyBook | None, *, pack: Pack, adopted_by: PersonId, recorded_on: date, wider: Terms
) -> tuple[PolicyValueSet, ...]:
    """采用政策包 (前言, 以供参考): each value as `set_value` would; `Breach` for the first that is refused.

    *wider* are the terms that the wider scopes have in force on the day on which the pack begins.
    """
    return tuple(
        set_value(
            book,
            key=key,
            value=value,
            effective=pack.effective,
            document=pack.document,
            adopted_by=adopted_by,
            recorded_on=recorded_on,
            wider=wider,
            retroactive_reason=pack.retroactive_reason,
        )
        for key, value in pack.settings(wider)
    )


def adopt_local_pack(
    book: PolicyBook | None, *, pack: Pack, adopted_by: PersonId, recorded_on: date, wider: Terms
) -> tuple[LocalRuleAdopted | PolicyValueSet, ...]:
    """采用地方规定及其取值 (前言, 鼓励各地探索): the local rule, and each of its values."""
    rule = adopt_local_rule(
        book, rule=pack.rule or "", title=pack.title, effective=pack.effective, document=pack.document
    )
    return rule, *adopt_pack(book, pack=pack, adopted_by=adopted_by, recorded_on=recorded_on, wider=wider)


MAY_DECIDE: Final[MayDecide] = {
    adopt_pack: frozenset({Role.AUTHORITY, Role.CARRIER_HEAD}),
    adopt_local_pack: frozenset({Role.AUTHORITY}),
}
