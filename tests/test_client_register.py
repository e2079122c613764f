"""The register of clients: what it shows is what the facts say, and nothing personal."""

from __future__ import annotations

from datetime import date

from audit.client.served import CASE, LIN, NAME, WU, compliant, registered
from office import HEAD, LEAD, STAFF, Office
from studio_domain.client_case.facts import CaseClosed, CaseReopened, CaseTransferred, ClosureKind
from studio_domain.client_record import facts as client
from studio_domain.views import ClientRegister, Kept, Row

DAY = date(2025, 6, 2)


def kept(office: Office, as_of: date | None = None) -> Kept:
    return Kept(ClientRegister()).see_all(office.history, as_of=as_of)


def clients(office: Office, as_of: date | None = None) -> dict[object, Row]:
    return {row["client"]: row for row in kept(office, as_of).table("clients")}


class TestClients:
    """A row for each client (三、（二）1)."""

    def test_what_is_known_of_each(self) -> None:
        lin, wu = clients(compliant()).values()
        assert dict(lin) == {
            "studio": NAME, "client": "k-1", "standing": "registered", "registered_on": "2025-02-03", "size": "micro",
            "industry": "餐饮", "segment": "graduate", "stage": "start", "needs": 2, "cases": 1, "open_cases": 1,
            "restricted_until": None,
        }  # fmt: skip
        assert (wu["standing"], wu["needs"], wu["cases"]) == ("erased", 1, 0)

    def test_on_an_earlier_day(self) -> None:
        wu = clients(compliant(), date(2025, 4, 23))["k-2"]
        assert (wu["standing"], wu["restricted_until"]) == ("restricted", "2025-04-30")

    def test_a_restriction_that_was_ended(self) -> None:
        office = compliant()
        office.act("2025-06-02", LIN, HEAD, client.ProcessingRestricted("法", client.LegalRank.LAW, DAY, HEAD.id, DAY))
        office.act("2025-06-03", LIN, HEAD, client.RestrictionEnded(HEAD.id, date(2025, 6, 3)))
        lin = clients(office)["k-1"]
        assert (lin["standing"], lin["restricted_until"]) == ("registered", None)

    def test_cases_close_and_open_again(self) -> None:
        office = compliant()

        def open_cases() -> object:
            return clients(office)["k-1"]["open_cases"]

        closed = CaseClosed(1, ClosureKind.COMPLETED, LEAD.id, DAY)
        office.act("2025-06-02", CASE, LEAD, closed, closed)
        assert open_cases() == 0
        office.act("2025-06-03", CASE, LEAD, CaseReopened("r", DAY, LEAD.id, DAY))
        assert open_cases() == 1
        office.act("2025-06-04", CASE, LEAD, CaseTransferred("cd-jinjiang-002", "r", True, LEAD.id, DAY))
        assert open_cases() == 0

    def test_a_second_registration_changes_nothing(self) -> None:
        office = registered(compliant(), "2025-06-02", WU, "key-wu")
        assert clients(office)["k-2"]["standing"] == "erased"

    def test_what_was_never_registered_has_no_row(self) -> None:
        office = Office(NAME).act("2025-06-02", LIN, STAFF, client.NeedRecorded("n-1", "2.2", None, DAY))
        office.act("2025-06-02", CASE, LEAD, CaseReopened("r", DAY, LEAD.id, DAY))
        assert clients(office) == {}


class TestConsentsAndNeeds:
    """A row for each purpose and recipient, and for each need."""

    def test_what_was_agreed_to(self) -> None:
        rows = kept(compliant()).table("consents")
        assert [(row["client"], row["purpose"], row["recipient"], row["withdrawn_on"]) for row in rows] == [
            ("k-1", "guidance", "", None),
            ("k-1", "referral", "e-1", None),
            ("k-1", "statistics", "", None),
            ("k-2", "guidance", "", "2025-04-01"),
        ]

    def test_a_withdrawal_from_one_recipient_or_from_all(self) -> None:
        office = compliant()
        another = client.ConsentGranted(client.Purpose.REFERRAL, "同意书/1", "e-2", None, "签字件", DAY)
        office.act("2025-06-02", LIN, STAFF, another, client.ConsentWithdrawn(client.Purpose.REFERRAL, "e-2", DAY))

        def withdrawn() -> list[object]:
            return [row["withdrawn_on"] for row in kept(office).table("consents") if row["purpose"] == "referral"]

        assert withdrawn() == [None, "2025-06-02"]
        office.act("2025-06-03", LIN, STAFF, client.ConsentWithdrawn(client.Purpose.REFERRAL, None, date(2025, 6, 3)))
        assert withdrawn() == ["2025-06-03", "2025-06-02"]

    def test_consent_given_anew(self) -> None:
        office = compliant()
        word = client.ConsentGranted(client.Purpose.STATISTICS, "同意书/2", None, None, "签字件", DAY)
        office.act("2025-06-02", LIN, STAFF, client.ConsentWithdrawn(client.Purpose.STATISTICS, None, DAY), word)
        row = kept(office).table("consents")[2]
        assert (row["text_version"], row["given_on"], row["withdrawn_on"]) == ("同意书/2", "2025-06-02", None)

    def test_needs_by_kind(self) -> None:
        rows = kept(compliant()).table("client_needs")
        assert [(row["client"], row["need"], row["kind"]) for row in rows] == [
            ("k-1", "n-1", "2.2"),
            ("k-1", "n-2", "2.5"),
            ("k-2", "n-1", "2.2"),
        ]

    def test_nothing_personal_stands_in_any_row(self) -> None:
        assert not [line for line in kept(compliant()).lines() if "Y2VsbA" in line]
