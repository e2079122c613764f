"""A studio that registers clients through the app, with names that a search would find."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any, Final

from studio_adapters.app import StudioApp
from studio_adapters.app.acting import Acting
from studio_adapters.journal import Rows
from studio_adapters.sealing import Keys
from studio_domain.client_record import EnterpriseSize, Purpose
from studio_domain.values import PersonId
from telling import Clock

STUDIO: Final = "hz-xihu-001"
ORG: Final = "91000000MA00000157"
FIRST: Final = datetime(2025, 3, 3, 2, tzinfo=UTC)
DAY: Final = date(2025, 3, 3)
PEOPLE: Final = {"p-head": "carrier-head", "p-lead": "lead", "p-arch": "archivist", "p-over": "discipline"}


class Desk:
    """The app, and who acts in it."""

    def __init__(self, store: str | Rows, keys: str | Keys | None, clock: Clock | None = None) -> None:
        self.clock = clock or Clock(FIRST)
        self.app = StudioApp(store, keys=keys, clock=self.clock)

    def founded(self) -> Desk:
        """Everybody holds his post."""
        for person, role in PEOPLE.items():
            with self.as_("p-head"):
                self.app.mandates(STUDIO, person).record_mandate(
                    mandate_id="m-1", role=role, org=ORG, first=date(2025, 1, 1), document="任〔2025〕1号"
                )
        return self

    def as_(self, person: str, **acting: Any) -> AbstractContextManager[Acting]:
        """*person* acts in his role."""
        return self.app.acting(person, role=PEOPLE[person], org=ORG, **acting)

    def client(self, number: int | str) -> Any:
        return self.app.client(STUDIO, f"k-{number}")

    def registered(self, number: int | str) -> tuple[str, ...]:
        """A client with everything personal set; what a search must not find."""
        said = personal(number)
        with self.as_("p-lead"):
            self.client(number).register_client(
                notice="告知书/1", name=said[0], adult=True, text_version="同意书/1", evidence="签字件",
                document_number=None, phone=said[1],
            )  # fmt: skip
            self.client(number).update_enterprise(
                name=said[2], code=None, size=EnterpriseSize.MICRO, industry="餐饮", first=DAY
            )
            self.client(number).add_need(need="n-1", kind="2.2", words=said[3])
        return said

    def opened_to(self, number: int | str, person: str = "p-lead") -> None:
        """A grant to open the record for guidance."""
        with self.as_("p-lead"):
            self.client(number).grant_access(person=PersonId(person), purpose=Purpose.GUIDANCE, first=DAY)

    def erased(self, number: int | str, request: str = "r-1") -> None:
        """Asked for, approved, carried out."""
        self.approved(number, request)
        with self.as_("p-arch"):
            self.client(number).erase_data(request=request)

    def approved(self, number: int | str, request: str = "r-1") -> None:
        with self.as_("p-lead"):
            self.client(number).request_erasure(request=request, verifier=PersonId("p-lead"))
        with self.as_("p-head"):
            self.client(number).approve_erasure(request=request, ground="撤回同意")


def personal(number: int | str) -> tuple[str, ...]:
    """Name, phone, enterprise and words of a client: texts that stand nowhere else."""
    return (f"王小明之{number}号", f"1380000{number}", f"第{number}号面馆", f"想开第{number}家面馆")
