"""The studio's name: 地区 + 领办人姓名 + 创业指导师工作室, with what a locality adds (一、（四）).

The name of a lead is personal and stands in no fact but here: the official name of a studio contains it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from studio_domain.guideline import Clause, MayDecide, Role, Rule, require
from studio_domain.policy import Terms
from studio_domain.studio.recognition_facts import StudioRenamed
from studio_domain.studio.standing import documented, recognised
from studio_domain.studio.state import Studio
from studio_domain.values import PersonId
from studio_domain.values.names import name_key

# -- rules

_FORM: Final = Clause.NAME_FORM

REGION_IN_NAME: Final = Rule(
    _FORM, zh="名称中的地区 {given} 与 {region} 不符", en="{given} in the name is no name of {region}"
)
LEAD_IN_NAME: Final = Rule(_FORM, zh="名称须含领办人姓名", en="the name contains that of the lead")
EXTRAS_OF_TEMPLATE: Final = Rule(
    Clause.NAME_EXTRAS,
    zh="名称模板中没有含 {extras} 项附加要素的",
    en="no form of a name has {extras} further elements",
)
RENAMED_AFTER_LEAD: Final = Rule(
    _FORM, zh="{first} 没有主领办人", en="there is no principal lead on {first}, after whom to name it"
)
ANOTHER_NAME: Final = Rule(_FORM, zh="名称未变", en="the name is the same as before")
NOT_BACKWARDS: Final = Rule(
    _FORM, zh="自 {first} 起使用的名称不得追溯至 {on} 之前", en="a name from {first} does not reach back before {on}"
)

_SLOT: Final = re.compile(r"\{([^{}]*)\}")


def render(templates: tuple[str, ...], *, region: str, lead: str, extras: tuple[str, ...]) -> str | None:
    """The name by the first of *templates* that has as many further elements as there are *extras*; None if none has.

    `{region}` and `{lead}` are filled by name, the other slots by the extras in their order.
    """
    for template in templates:
        parts = _SLOT.split(template)
        if sum(slot not in ("region", "lead") for slot in parts[1::2]) == len(extras):
            more = iter(extras)
            return "".join(_word(part, at, region, lead, more) for at, part in enumerate(parts))
    return None


def _word(part: str, at: int, region: str, lead: str, extras: Iterator[str]) -> str:
    """Every second part of a template is the name of a slot."""
    if at % 2 == 0:
        return part
    return {"region": region, "lead": lead}.get(part) or next(extras)


def name_of(studio: Studio, *, lead_name: str, region_name: str, extras: tuple[str, ...], terms: Terms) -> str:
    """The studio's name as the locality's template has it; the region is one that the studio lies in."""
    region = studio.region.name
    within = bool(region_name.strip()) and (region_name in region or region in region_name)
    require(within, REGION_IN_NAME, given=region_name, region=region)
    lead = name_key(lead_name)
    require(bool(lead), LEAD_IN_NAME)
    name = render(terms.naming.templates, region=region_name, lead=lead, extras=extras)
    found = name is not None and all(extra.strip() for extra in extras)
    require(found, EXTRAS_OF_TEMPLATE, extras=len(extras))
    return name or ""


# -- decisions


def rename(
    studio: Studio,
    *,
    lead_name: str,
    region_name: str,
    extras: tuple[str, ...],
    first: date,
    decider: PersonId,
    document: str,
    on: date,
    terms: Terms,
) -> StudioRenamed:
    """更名 (一、（四）): after the principal lead of the first day; older documents keep the older name. Refuses the
    same name again, and one that reaches back."""
    recognised(studio, first)
    require(first >= on, NOT_BACKWARDS, first=first, on=on)
    documented(document)
    lead = studio.principal_lead_on(first)
    require(lead is not None, RENAMED_AFTER_LEAD, first=first)
    name = name_of(studio, lead_name=lead_name, region_name=region_name, extras=extras, terms=terms)
    known = studio.recognition.named_on(date.max)
    require(known is None or known.name != name, ANOTHER_NAME)
    return StudioRenamed(name, region_name, lead or decider, extras, first, decider, document)


# -- who may decide

MAY_DECIDE: Final[MayDecide] = {rename: frozenset({Role.AUTHORITY})}
