"""The terms of a day (政策取值): one frozen, typed object that decisions take as `terms=` and checks ask."""

# ruff: noqa: RUF009 -- groups are frozen, one of each may be shared

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

import attrs
from attrs import field, frozen

from studio_domain.policy import composition, money, operation, programs
from studio_domain.policy.facts import PolicyValue
from studio_domain.policy.key import Key, described


@frozen
class Groups:
    """Every key of the catalogue: `fund.transfer_limit_pct` is `terms.fund.transfer_limit_pct`."""

    studio: composition.StudioTerms = composition.StudioTerms()
    vacancy: composition.VacancyTerms = composition.VacancyTerms()
    shortage: composition.ShortageTerms = composition.ShortageTerms()
    recognition: composition.RecognitionTerms = composition.RecognitionTerms()
    naming: composition.NamingTerms = composition.NamingTerms()
    venue: composition.VenueTerms = composition.VenueTerms()
    library: composition.LibraryTerms = composition.LibraryTerms()
    regulation: composition.RegulationTerms = composition.RegulationTerms()
    grade: composition.GradeTerms = composition.GradeTerms()
    evaluation: composition.EvaluationTerms = composition.EvaluationTerms()
    plan: operation.PlanTerms = operation.PlanTerms()
    report: operation.ReportTerms = operation.ReportTerms()
    filing: operation.FilingTerms = operation.FilingTerms()
    deadline: operation.DeadlineTerms = operation.DeadlineTerms()
    backdate: operation.BackdateTerms = operation.BackdateTerms()
    record: operation.RecordTerms = operation.RecordTerms()
    appt: operation.AppointmentTerms = operation.AppointmentTerms()
    case: operation.CaseTerms = operation.CaseTerms()
    service: operation.ServiceTerms = operation.ServiceTerms()
    activity: operation.ActivityTerms = operation.ActivityTerms()
    archive: operation.ArchiveTerms = operation.ArchiveTerms()
    discipline: operation.DisciplineTerms = operation.DisciplineTerms()
    expert: operation.ExpertTerms = operation.ExpertTerms()
    pii: operation.PersonalDataTerms = operation.PersonalDataTerms()
    fee: money.FeeTerms = money.FeeTerms()
    fund: money.FundTerms = money.FundTerms()
    claim: money.ClaimTerms = money.ClaimTerms()
    hours: operation.OpeningHoursTerms = operation.OpeningHoursTerms()
    conduct: operation.ConductTerms = operation.ConductTerms()
    scoring: operation.ScoringTerms = operation.ScoringTerms()
    holdings: operation.HoldingTerms = operation.HoldingTerms()
    program: programs.ProgramTerms = programs.ProgramTerms()


def _keys() -> Iterator[Key]:
    for group in attrs.fields(Groups):
        of_group: type[attrs.AttrsInstance] = type(cast(attrs.AttrsInstance, group.default))
        hints = get_type_hints(of_group)
        for one in attrs.fields(of_group):
            said = described(one)
            hint = hints[one.name]
            kinds: tuple[Any, ...] = (hint,) if get_origin(hint) is tuple else get_args(hint) or (hint,)
            kind = next(kind for kind in kinds if kind is not type(None))
            yield Key(
                f"{group.name}.{one.name}", get_origin(kind) or kind, type(None) in kinds, one.default,
                said.bound, said.certainty, said.clause, said.unit, said.zh, said.en,
            )  # fmt: skip


KEYS: Final[Mapping[str, Key]] = MappingProxyType({key.name: key for key in _keys()})
"""The catalogue, by name of the key."""

TRIAL: Final = "trial"
"""The guideline (试行) where no other version was adopted."""


@frozen
class Setting:
    """A value as a book set it: by which document, in which scope, and where that stands."""

    key: str
    value: PolicyValue
    effective: date
    document: str
    scope: str
    stream: str
    version: int

    def __str__(self) -> str:
        return f"{self.key}@{self.scope}:{self.version}"


@frozen
class Terms(Groups):
    """The values in force on a day. `Terms()` are the defaults, adopted by nobody.

    `version` names the head: the guideline's version, and how far the book of each scope was in force.
    """

    version: str = TRIAL
    settings: Mapping[str, Setting] = field(factory=lambda: MappingProxyType({}), repr=False, kw_only=True)

    def __getitem__(self, key: str) -> PolicyValue:
        """The value of a key that is known only at run time."""
        group, _, name = KEYS[key].name.partition(".")
        return cast(PolicyValue, getattr(getattr(self, group), name))

    def binds(self, key: str) -> bool:
        """Whether *key* may make a violation: certain values always, others once they were adopted."""
        return KEYS[key].certain or key in self.settings

    def source(self, key: str) -> Setting | None:
        """Which setting brought the value, or None for the default of the catalogue."""
        return self.settings.get(KEYS[key].name)

    def cite(self, key: str) -> str:
        """`key@version`, as a finding names it: the setting, or the guideline's version for a default."""
        setting = self.source(key)
        return str(setting) if setting else f"{KEYS[key].name}@{TRIAL}"

    def setting(self, settings: Iterable[Setting], version: str | None = None) -> Terms:
        """These terms with *settings* upon them; they have the type of their keys."""
        laid = dict(self.settings)
        groups: dict[str, dict[str, PolicyValue]] = {}
        for setting in settings:
            group, _, name = KEYS[setting.key].name.partition(".")
            groups.setdefault(group, {})[name] = setting.value
            laid[setting.key] = setting
        changed: dict[str, Any] = {
            group: attrs.evolve(getattr(self, group), **values) for group, values in groups.items()
        }
        return attrs.evolve(self, **changed, version=version or self.version, settings=MappingProxyType(laid))
