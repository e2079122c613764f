"""Clients through the app: whoever opens a record leaves a trace, and nobody opens it without a grant today."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sealing.desk import DAY, ORG, STUDIO, Desk, personal
from studio_adapters.app import StudioApp
from studio_adapters.journal import CommandReused, JournalError
from studio_adapters.memory import Recorder
from studio_adapters.sealing import KeysUnavailable
from studio_adapters.sealing.memory import MemoryKeys
from studio_domain import client_record as client
from studio_domain.aggregate import Reason
from studio_domain.client_record import AccessRecorded, LegalRank, Purpose
from studio_domain.guideline import Breach
from studio_domain.person_record import PersonNamed
from studio_domain.values import Erased, Opened, PersonId, Sealed
from telling import refused_by

GUIDE = Purpose.GUIDANCE


@pytest.fixture
def desk() -> Desk:
    """One client, registered; the lead may open the record."""
    found = Desk(Recorder(), MemoryKeys()).founded()
    found.registered(1)
    found.opened_to(1)
    return found


class TestKeys:
    def test_without_them_registering_says_what_is_wanting(self) -> None:
        desk = Desk(Recorder(), None).founded()
        with pytest.raises(JournalError, match="name is personal data, which is not stored unsealed") as refused:
            desk.registered(1)
        assert personal(1)[0] not in str(refused.value)

    def test_they_come_from_a_url_or_the_environment(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with closing(StudioApp("memory:", keys=str(tmp_path / "a.db"))) as app:
            assert app.keys is not None
            assert app.keys.name == "sqlite a.db"
        monkeypatch.setenv("STUDIO_KEYS", str(tmp_path / "b.db"))
        with closing(StudioApp("memory:")) as app:
            assert app.keys is not None
            assert app.keys.name == "sqlite b.db"

    def test_a_place_that_is_none_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(KeysUnavailable, match="no place for a file"):
            StudioApp("memory:", keys=str(tmp_path))


class TestOpening:
    def test_it_says_what_was_recorded_and_is_itself_recorded(self, desk: Desk) -> None:
        with desk.as_("p-lead"):
            found = desk.client(1).open_record(purpose=GUIDE)
        assert (found.name, found.phone, found.enterprise, found.needs["n-1"]) == personal(1)
        assert (found.document_number, found.guardian) == (None, None)
        last = list(desk.app.history(STUDIO))[-1]
        assert last.fact == AccessRecorded(PersonId("p-lead"), GUIDE, ("identity", "enterprise", "needs"), DAY)
        assert last.context.by == "p-lead"

    def test_nothing_of_it_is_printed(self, desk: Desk) -> None:
        with desk.as_("p-lead"):
            found = desk.client(1).open_record(purpose=GUIDE)
        assert not [text for text in personal(1) if text in f"{found} {found.name!r} {found.needs}"]
        assert isinstance(found.name, Opened)

    def test_only_the_sections_asked_for_are_opened(self, desk: Desk) -> None:
        with desk.as_("p-lead"):
            found = desk.client(1).open_record(purpose=GUIDE, sections=("needs",))
        assert (found.name, found.enterprise, list(found.needs)) == (None, None, ["n-1"])
        with desk.as_("p-lead"), pytest.raises(ValueError, match="no section of a record: all"):
            desk.client(1).open_record(purpose=GUIDE, sections=("all",))

    def test_the_guardian_of_a_minor_is_part_of_the_identity(self, desk: Desk) -> None:
        with desk.as_("p-lead"):
            desk.client(2).register_client(
                notice="告知书/1",
                name="李小小",
                adult=False,
                guardian="李大明",
                text_version="同意书/1",
                evidence="签字件",
            )
        desk.opened_to(2)
        with desk.as_("p-lead"):
            assert desk.client(2).open_record(purpose=GUIDE).guardian == "李大明"

    def test_without_a_grant_nothing_is_opened_nor_recorded(self, desk: Desk) -> None:
        before = len(list(desk.app.history(STUDIO)))
        with (
            desk.as_("p-arch"),
            refused_by(client.GRANTED, person=PersonId("p-arch"), purpose=GUIDE, on=DAY),
        ):
            desk.client(1).open_record(purpose=GUIDE)
        assert len(list(desk.app.history(STUDIO))) == before

    def test_a_grant_of_former_days_opens_nothing_today(self, desk: Desk) -> None:
        with desk.as_("p-lead"):
            desk.client(1).withdraw_access(person=PersonId("p-lead"), purpose=GUIDE, last_day=DAY)
        desk.clock.now += timedelta(1)
        with desk.as_("p-lead", on=DAY, reason=Reason.LATE_ENTRY), pytest.raises(Breach) as refused:
            desk.client(1).open_record(purpose=GUIDE)
        assert refused.value.rule is client.GRANTED

    def test_nor_does_a_command_that_is_repeated(self, desk: Desk) -> None:
        with desk.as_("p-lead", command="look-1"):
            desk.client(1).open_record(purpose=GUIDE)
        with desk.as_("p-lead", command="look-1"):
            assert desk.client(1).open_record(purpose=GUIDE).name == personal(1)[0]
        assert sum(isinstance(one.fact, AccessRecorded) for one in desk.app.history(STUDIO)) == 1
        with desk.as_("p-lead"):
            desk.client(1).withdraw_consent(purpose=GUIDE)
        with desk.as_("p-lead", command="look-1"), pytest.raises(Breach) as refused:
            desk.client(1).open_record(purpose=GUIDE)
        assert refused.value.rule is client.CONSENT_IN_FORCE

    def test_where_its_key_is_elsewhere_it_stays_sealed(self, desk: Desk) -> None:
        other = Desk(desk.app.journal.rows, MemoryKeys(), desk.clock)
        with other.as_("p-lead"):
            assert isinstance(other.client(1).open_record(purpose=GUIDE).name, Sealed)
        none = Desk(desk.app.journal.rows, None, desk.clock)
        with none.as_("p-lead"):
            assert isinstance(none.client(1).open_record(purpose=GUIDE).name, Sealed)


class TestCommands:
    def test_a_registration_repeated_is_answered_without_a_second_one(self, desk: Desk) -> None:
        def register(notice: str) -> object:
            with desk.as_("p-lead", command="r-2"):
                return desk.client(2).register_client(
                    notice=notice, name="李四", adult=True, text_version="同意书/1", evidence="签字件"
                )

        assert register("告知书/1") == register("告知书/1")
        with pytest.raises(CommandReused):
            register("告知书/2")

    def test_ids_have_their_form(self, desk: Desk) -> None:
        with pytest.raises(ValueError, match="a client's id is"):
            desk.app.client(STUDIO, "王小明")
        with desk.as_("p-lead"), pytest.raises(ValueError, match="need: an id is 1 to 64"):
            desk.client(1).add_need(need=" ", kind="2.2")


class TestEveryDecision:
    """Each handle once, in the order of a client's life."""

    def test_from_registration_to_erasure(self, desk: Desk) -> None:
        wang = desk.client(1)
        with desk.as_("p-lead"):
            wang.grant_consent(purpose=Purpose.REFERRAL, text_version="同意书/1", evidence="签字件", recipient="e-1")
            wang.withdraw_consent(purpose=Purpose.REFERRAL, recipient="e-1")
            wang.classify_client(segment="graduate", stage="start", basis=("n-1",), reason="毕业一年内")
            wang.record_access(person=PersonId("p-over"), purpose=GUIDE, sections=("needs",))
        with desk.as_("p-over"):
            wang.place_hold(hold="h-1", ground="调查")
        with desk.as_("p-head"):
            wang.lift_hold(hold="h-1")
            wang.restrict_processing(basis="档案法", rank=LegalRank.LAW, until=date(2026, 1, 1))
            assert wang.state.restricted_on(DAY)
            wang.end_restriction()
        desk.erased(1)
        state = wang.state
        assert state.erased
        assert not state.holds
        assert state.classification.segment == "graduate"

    def test_who_approved_for_another_keeps_both_from_carrying_it_out(self, desk: Desk) -> None:
        with desk.as_("p-head"):
            desk.app.mandates(STUDIO, "p-arch").record_delegation(
                mandate_id="d-1", delegator=PersonId("p-head"), role="carrier-head", org=ORG, first=date(2025, 1, 1),
                last=date(2025, 12, 31), document="委〔2025〕1号",
            )  # fmt: skip
            desk.app.mandates(STUDIO, "p-head").record_mandate(
                mandate_id="m-2", role="archivist", org=ORG, first=date(2025, 1, 1), document="任〔2025〕2号"
            )
        with desk.as_("p-lead"):
            desk.client(1).request_erasure(request="r-1", verifier=PersonId("p-lead"))
        with desk.app.acting("p-arch", role="carrier-head", org=ORG, on_behalf_of="p-head"):
            desk.client(1).approve_erasure(request="r-1", ground="撤回同意")
        for person in ("p-arch", "p-head"):
            with (
                desk.app.acting(person, role="archivist", org=ORG),
                refused_by(client.TWO_HANDS, hand=PersonId(person), request="r-1"),
            ):
                desk.client(1).erase_data(request="r-1")

    def test_a_refused_erasure_touches_no_key(self, desk: Desk) -> None:
        desk.approved(1)
        with desk.as_("p-over"):
            desk.client(1).place_hold(hold="h-1", ground="调查")
        with desk.as_("p-arch"), refused_by(client.NO_HOLD, hold="h-1"):
            desk.client(1).erase_data(request="r-1")
        with desk.as_("p-lead"):
            assert desk.client(1).open_record(purpose=GUIDE).name == personal(1)[0]

    def test_the_stores_are_named_in_the_certificate(self, desk: Desk) -> None:
        desk.approved(1)
        with desk.as_("p-arch"):
            desk.client(1).erase_data(request="r-1", stores=("纸质档案",))
        fact = list(desk.app.history(STUDIO))[-1].fact
        assert fact.stores == ("memory", "纸质档案")
        assert len(fact.keys) == 1


class TestPersons:
    """人员登记: the name of a person of the studio."""

    @pytest.fixture
    def lu(self, desk: Desk) -> Iterator[Desk]:
        with desk.as_("p-lead"):
            desk.app.person("330106", "p-lu").record_person(employer=ORG)
            yield desk

    def test_the_name_is_stored_sealed_and_the_last_one_counts(self, lu: Desk) -> None:
        person = lu.app.person("330106", "p-lu")
        assert person.name() is None
        person.record_name(name="陆一")
        person.record_name(name="陆壹")
        assert person.name() == "陆壹"
        named = [one.fact for one in lu.app.history("region-330106") if isinstance(one.fact, PersonNamed)]
        assert all(isinstance(fact.name, Sealed) for fact in named)

    def test_an_erased_name_is_erased(self, lu: Desk) -> None:
        person = lu.app.person("330106", "p-lu")
        person.record_name(name="陆一")
        assert lu.app.keys is not None
        lu.app.keys.fence(person.stream, (), None)
        assert isinstance(person.name(), Erased)


def test_a_late_start_sees_erasures_of_others() -> None:
    """Another process erased; this one finds the key gone, and says so."""
    rows, keys = Recorder(), MemoryKeys()
    one = Desk(rows, keys).founded()
    one.registered(1)
    one.opened_to(1)
    other = Desk(rows, keys, one.clock)
    one.erased(1)
    with other.as_("p-lead"):
        assert isinstance(other.client(1).open_record(purpose=GUIDE).name, Erased)
    assert other.clock.now > datetime(2025, 3, 3, tzinfo=UTC)
