"""Every finding that the mutations bring about, in full: what an auditor reads of it, in both languages.

The stories of money and of the trail are told here, in `findings.txt`. Any other aggregate has a package
`tests/audit/<aggregate>/` with a module `stories` and its `STORIES`; what they find stands in
`findings/<aggregate>.txt`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from audit import mutations_posts as posts
from audit import mutations_trail as trail
from audit.histories import FINANCE, FINHEAD, OWN, grounds, lawful_year, received, recorded
from audit.histories import Story as Telling
from audit.mutations_funds import MUTATIONS, Mutation
from office import COACHING, HEAD, OFFICER, REGION, STAFF, Office, chengdu
from studio_domain.aggregate import Recorded
from studio_domain.audit import Finding, Grounds, audit_region, audit_studio
from studio_domain.audit.engine import audit
from studio_domain.audit.fees import Fees
from studio_domain.audit.fund_checks import fund_checks
from studio_domain.fund_account import facts as fund
from studio_domain.person_record import PersonRegistered
from studio_domain.values import PersonId

HERE: Final = Path(__file__).parent
FINDINGS: Final = HERE / "findings.txt"


def in_full(finding: Finding) -> str:
    """A finding, a line for each of its parts."""
    one = finding
    parts = [
        f"{one.check}, {one.severity.value}, {one.status.value}, {one.clause.value}: {', '.join(one.subjects)}",
        one.message("zh"),
        one.message("en"),
        f"{one.expected.value} {one.expected.unit.value}, {one.actual.value} {one.actual.unit.value}, "
        f"{one.delta.value} {one.delta.unit.value}",
        f"{one.interval.first}/{one.interval.until or ''}",
        ", ".join(f"{place.stream}@{place.version}" for place in one.evidence),
    ]
    return "\n".join([*parts, one.policy] if one.policy else parts)


# -- mutations, stories of more than one finding, and those of the region

Story = Callable[[], list[Finding]]
LAWFUL: Final = lawful_year()


def _of_a_studio(history: list[Recorded[Any]]) -> list[Finding]:
    known = Grounds.of(history, studio=trail.STUDIO)
    return audit_studio(history, grounds=known, studio=trail.STUDIO, as_of=trail.AS_OF)


def _bent(mutation: trail.Mutation) -> list[Finding]:
    return _of_a_studio(mutation.bend(trail.compliant()))


def _changed(mutation: Mutation) -> list[Finding]:
    return audit(recorded(mutation.apply(LAWFUL)), fund_checks(grounds()), as_of=mutation.as_of)


def _s12(refunded: int = 0) -> list[Finding]:
    office = chengdu((COACHING, 680_00), ("资料费", 80_00))
    return _of_a_studio((office.refund("2025-07-20", refunded) if refunded else office).history)


def _paid_back() -> list[Finding]:
    return _of_a_studio(chengdu((COACHING, 600_00), effective="2025-07-10").refund("2025-07-20", 600_01).history)


def _of_another_year(day: str, closed: bool) -> list[Finding]:
    office = chengdu((COACHING, 600_00), effective="2025-07-10")
    history = (office.close() if closed else office).refund(day, 600_00, account=day[:4], of=2025).history
    grounds = Grounds.of(history, studio=trail.STUDIO)
    return audit(history, (Fees(grounds),), as_of=date(2027, 12, 31))


def _nothing_left() -> list[Finding]:
    year = Telling()
    year.tell("2025-01-02", fund.AccountOpened(2025, "91000000MA00000157", ()))
    year.tell("2025-01-02", fund.FinanceRulesAdopted("v1", date(2025, 1, 1), "制〔2025〕1号"))
    lines = (fund.BudgetLine("场地费", OWN, 900_00, "rent"),)
    year.tell("2025-01-06", fund.BudgetDrafted((fund.SourceAmount(OWN, 900_00),), lines, FINANCE))
    year.tell("2025-01-08", fund.BudgetApproved(FINHEAD, "预〔2025〕1号"))
    year.tell("2025-02-10", received("R-1", OWN, 900_00, "2025-02-10", fund.PayerKind.CARRIER))
    year.claim("C-01", "场地费", "rent", 900_00, "2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06")
    year.tell("2025-12-31", fund.YearClosed(FINHEAD, date(2025, 12, 31)))
    found = audit(recorded(year.told), fund_checks(grounds()), as_of=date(2025, 12, 31))
    return [one for one in found if one.check in ("fund.single-channel", "fund.nothing-left")]


def _invoice_in_two_studios(filed: fund.VoucherKind) -> list[Finding]:
    history: list[Recorded[Any]] = []
    for name, claim, as_ in (("a-001", "c-1", fund.VoucherKind.INVOICE), ("b-001", "c-9", filed)):
        kind, voucher = fund.ClaimKind.EXPENSE, fund.Voucher(as_, "25332000000012345678", 1_00, date(2025, 3, 1))
        asked = fund.ClaimSubmitted(claim, kind, "办公费", "office", 1_00, (voucher,), STAFF.id, "1", "纸")
        history += Office(name).act("2025-03-03", "fund/2025", STAFF, asked).history
    found = audit_region(history, grounds=Grounds(), as_of=trail.AS_OF)
    return [one for one in found if one.check == "regional.invoice-twice"]


def _person_in_two_regions() -> list[Finding]:
    office = Office()
    for region, who in ((REGION, OFFICER), ("region-510108", HEAD)):
        office.act("2025-03-03", f"{region}/person/p-1", who, PersonRegistered(PersonId("p-1"), None, False))
    found = audit_region(office.history, grounds=Grounds(), as_of=trail.AS_OF)
    return [one for one in found if one.check == "regional.person-twice"]


def _stories() -> Iterator[tuple[str, Story]]:
    for name, bent in {**trail.MUTATIONS, **posts.MUTATIONS}.items():
        if bent.check is not None:
            yield f"{bent.check}: {name}", partial(_bent, bent)
    for one in MUTATIONS:
        yield f"{one.check}: {one.name}", partial(_changed, one)
    yield "S12", _s12
    yield "S12 remedied", partial(_s12, 160_00)
    yield "a fen more is paid back than was charged", _paid_back
    yield "a refund in the next year before the charge's is closed", partial(_of_another_year, "2026-01-05", False)
    yield "a refund in the year after the next", partial(_of_another_year, "2027-01-01", True)
    yield "a year of one channel with nothing left", _nothing_left
    yield "an invoice in two studios", partial(_invoice_in_two_studios, fund.VoucherKind.INVOICE)
    yield "a receipt that is another studio's invoice", partial(_invoice_in_two_studios, fund.VoucherKind.RECEIPT)
    yield "a person in two regions", _person_in_two_regions


STORIES: Final[Mapping[str, Story]] = dict(_stories())
"""Each mutation by its name, and what a whole audit finds of it."""


def _sections() -> Iterator[tuple[Path, Mapping[str, Story]]]:
    yield FINDINGS, STORIES
    for found in sorted(HERE.glob("*/stories.py")):
        of = found.parent.name
        yield HERE / "findings" / f"{of}.txt", importlib.import_module(f"audit.{of}.stories").STORIES


SECTIONS: Final[Mapping[Path, Mapping[str, Story]]] = dict(_sections())
"""Each file of findings, and the stories that it tells."""


def told(story: Story) -> str:
    """What the findings of a story say."""
    return "\n".join(map(in_full, story()))


def approved(file: Path) -> dict[str, str]:
    """What a file of findings says, by story."""
    blocks = (block.partition("\n") for block in file.read_text().strip().split("\n\n"))
    return {name.removeprefix("# "): said for name, _, said in blocks}
