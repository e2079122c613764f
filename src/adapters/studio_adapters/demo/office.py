"""What all studios of the story share: the application, the plan, the first day, numbers, refusals, imports."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

from studio_adapters import codec, memory
from studio_adapters.app import StudioApp
from studio_adapters.chinese_days import calendar_of
from studio_adapters.demo.people import PLACES, STATE_COUNCIL, Person, Place
from studio_adapters.demo.plan import Plan, StoryClock, commands_of
from studio_adapters.exchange import legacy
from studio_adapters.sealing.memory import MemoryKeys
from studio_domain.fund_account import ReceiptMode, Voucher, VoucherKind
from studio_domain.guideline import Breach, Rule
from studio_domain.policy import KEYS
from studio_domain.values import Fen
from studio_domain.working_calendar import WorkingDays

FIRST_DAY: Final = date(2024, 1, 2)
LAST_DAY: Final = date(2026, 12, 31)
YEARS: Final = (2024, 2025, 2026)

ADOPTED: Final = (
    "backdate.max_days", "backdate.finance_days", "claim.voucher_days", "claim.reconcile_days",
    "fee.basic_price", "fee.free_carrier_kinds", "fund.sources", "fund.fiscal_forbidden", "fund.transfer_limit_pct",
    "fund.sod_merge_reviewer_approver", "fund.acceptance_from", "fund.final_accounts_due",
)  # fmt: skip
"""What each county adopts on the first day: the defaults of money, so that a deadline missed is a violation."""


ORIGIN: Final = "studio-domain-demo"
"""How the origin of every demo begins."""


def origin_of(seed: int, size: int) -> str:
    """The identity of the log of a demo."""
    return f"{ORIGIN}-{seed}-{size}"


class NotAsTold(Exception):
    """Something in the story did not go as its script says."""


class Office:
    """The story as it is being told: into memory, under a seed; *legacy* is where files of old records are written."""

    def __init__(self, seed: int, size: int, legacy: Path) -> None:
        self.chance = Random(f"studio-domain demo {seed} {size}")
        self.plan = Plan()
        self.clock = StoryClock()
        self.rows = memory.Recorder(origin_of(seed, size))
        new_command = commands_of(Random(f"commands {seed} {size}"))
        self.app = StudioApp(self.rows, clock=self.clock, keys=MemoryKeys(), new_command=new_command)
        self.app.journal.sealer = (
            None  # nothing is sealed here, whatever key store the environment names (`recognised`)
        )
        self.legacy = legacy
        self.refusals: dict[str, Breach] = {}
        self._calendars = {year: calendar_of(year) for year in YEARS}
        self._days = WorkingDays(self._calendars.values())
        self._serial = 20_000_000
        self._found_regions()

    # -- days and numbers

    def working(self, day: date, later: int = 0) -> date:
        """*day*, or the next working day where it is none, and *later* working days after that."""
        return self._days.add_working_days(self._days.roll_over(day).day, later).day

    def invoice(self, place: Place, fen: Fen, issued: date, number: str = "") -> Voucher:
        """An e-invoice (数电票) of its own number: year, province, channel, serial."""
        return Voucher(VoucherKind.INVOICE, number or self.number(place, issued), fen, issued)

    def number(self, place: Place, issued: date) -> str:
        """The number of the next e-invoice; the serials leap, as those of a busy bureau do."""
        self._serial += self.chance.randrange(1, 9000)
        return f"{issued.year % 100:02}{place.region.code[:2]}2{self._serial:015}"

    def reference(self, mode: ReceiptMode, day: date) -> str:
        """The bank's reference, or the treasury's."""
        self._serial += 1
        return f"{'JH' if mode is ReceiptMode.BANK else 'GK'}{day:%Y%m%d}{self._serial}"

    # -- who acts

    def acts(self, day: date, person: Person, do: Callable[[], object]) -> None:
        """*person* does something on *day*, and it is recorded as it happens; after the last day nothing is told."""
        if day > LAST_DAY:
            return

        def act() -> None:
            with self.app.acting(person.id, role=person.role, org=person.org):
                try:
                    do()
                except Breach as breach:
                    raise NotAsTold(f"{day}: {breach}") from breach

        self.plan.on(day, act)

    def refused(
        self, name: str, rule: Rule, day: date, person: Person, do: Callable[[], object], **figures: object
    ) -> None:
        """*person* asks for something on *day* and is refused by *rule*, with these *figures*; kept under *name*."""

        def ask() -> None:
            try:
                do()
            except Breach as breach:
                if breach.rule is not rule or any(breach.figures[key] != said for key, said in figures.items()):
                    raise NotAsTold(f"{name}: {breach}") from breach
                self.refusals[name] = breach
                return
            raise NotAsTold(f"{name}: not refused")

        self.acts(day, person, ask)

    def brought_in(self, name: str, day: date, person: Person, stream: str, fact: Any) -> None:
        """What a decision refused and happened nonetheless: written to a file, and brought in by `import --legacy`.

        The paper says when it was written: on that day.
        """

        def bring() -> None:
            path = self.legacy / f"{name}.jsonl"
            line = _claimed(self.clock.now, person, stream, fact)
            path.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
            legacy.bring_in(self.app.journal, legacy.understand(path, legacy.batch_name(path)))

        self.plan.on(day, bring)

    # -- the first day

    def _found_regions(self) -> None:
        app = self.app
        nation = STATE_COUNCIL
        self.acts(FIRST_DAY, nation, lambda: _mandate(app, "region-000000", nation))
        for year, day in ((2024, FIRST_DAY), (2025, date(2024, 11, 13)), (2026, date(2025, 11, 5))):
            self.acts(day, nation, partial(self._adopt_calendar, year))
        for place in PLACES:
            self.acts(FIRST_DAY, place.officer, partial(self._found_region, place))

    def _adopt_calendar(self, year: int) -> None:
        calendar = self._calendars[year]
        self.app.calendar(year).adopt_calendar(
            days_off=calendar.days_off, days_worked=calendar.days_worked, document=calendar.document
        )

    def _found_region(self, place: Place) -> None:
        document = f"{place.heading}发〔2024〕1号"
        for person in (place.officer, *place.reviewers):
            _mandate(self.app, place.owner, person)
            self.app.person(place.region.code, person.id).record_person(employer=place.authority)
        book = self.app.policy_book(place.owner)
        book.adopt_guideline(version="trial", effective=FIRST_DAY, document=document)
        for key in ADOPTED:
            book.set_value(key=key, value=KEYS[key].default, effective=FIRST_DAY, document=document)


def _mandate(app: StudioApp, owner: str, person: Person) -> None:
    app.mandates(owner, person.id).record_mandate(
        mandate_id="m-1", role=person.role, org=person.org, first=FIRST_DAY, document="任〔2024〕1号"
    )


def _claimed(now: datetime, person: Person, stream: str, fact: Any) -> dict[str, Any]:
    """A line of old records: what the source claims, and when it says it was written down."""
    name, _, schema = codec.topic_of(fact).rpartition("/")
    return {
        "stream": stream, "type": name, "schema": int(schema), "occurred": (now - timedelta(minutes=3)).isoformat(),
        "claimed_at": now.isoformat(), "by": person.id, "role": person.role.value, "org": person.org,
        "fact": codec.to_dict(fact),
    }  # fmt: skip
