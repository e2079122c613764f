"""What the journal seals: whose key, at which place, and what it refuses to store."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from sealing.desk import DAY, STUDIO, Desk, personal
from studio_adapters import codec
from studio_adapters.journal import Conflict, Journal, JournalError, Rows
from studio_adapters.memory import Recorder
from studio_adapters.sealing import CellMisplaced, KeyMismatch, Keys, Sealer, SubjectErased
from studio_adapters.sealing.cells import commitment_of
from studio_adapters.sealing.memory import MemoryKeys
from studio_domain.aggregate import Change
from studio_domain.client_case.facts import CaseOpened, SatisfactionRecorded
from studio_domain.client_record import ClientRegistered, DocumentKind, NeedRecorded, Purpose
from studio_domain.fund_account import facts as fund
from studio_domain.person_record import PersonNamed
from studio_domain.rectification import FindingAnswered
from studio_domain.subject_key import KeyPurpose, SubjectKeyIssued
from studio_domain.values import Erased, Opened, PersonId, Sealed
from telling import Clock, context

STREAM = f"{STUDIO}/client/k-1"
WANG = ClientRegistered("k-1", "告知书/1", "王小明", DocumentKind.PASSPORT, None, "13800000000", True, DAY)
LU = PersonId("p-lu")


@pytest.fixture
def sealed(rows: Rows) -> Journal:
    """A journal with a key store in memory."""
    return Journal(rows, Clock(), sealer=Sealer(MemoryKeys(), rows))


def sealer(journal: Journal) -> Sealer:
    assert journal.sealer is not None
    return journal.sealer


def keys(journal: Journal) -> Keys:
    return sealer(journal).keys


class TestWriting:
    def test_what_is_stored_is_ciphertext_and_nothing_else(self, sealed: Journal) -> None:
        sealed.append([Change(STREAM, 0, (WANG,))], context())
        for row in sealed.rows.follow():
            for text in ("王小明", "13800000000"):
                assert text.encode() not in row[4]
                assert ascii(text)[1:-1].encode() not in row[4]

    def test_it_is_read_sealed_and_opens_to_what_was_given(self, sealed: Journal) -> None:
        sealed.append([Change(STREAM, 0, (WANG,))], context())
        (event,) = sealed.read(STREAM)
        assert isinstance(event.fact.name, Sealed)
        assert event.fact == attrs.evolve(WANG, name=event.fact.name, phone=event.fact.phone)
        assert sealer(sealed).opened(event) == WANG
        assert repr(sealer(sealed).opened(event).name) == "<personal>"

    def test_the_key_is_issued_in_the_same_append_and_once(self, sealed: Journal) -> None:
        first = sealed.append([Change(STREAM, 0, (WANG,))], context("c-1"))
        need = NeedRecorded("n-1", "2.2", "想开一家面馆", DAY)
        second = sealed.append([Change(STREAM, 1, (need,))], context("c-2"))
        facts = [event.fact for event in sealed.follow()]
        (issued,) = [fact for fact in facts if isinstance(fact, SubjectKeyIssued)]
        key = keys(sealed).find(issued.key)
        assert key is not None
        assert issued == SubjectKeyIssued(key.id, STREAM, KeyPurpose.SERVICE, commitment_of(key.secret))
        assert (first.first, first.last, second.last) == (1, 2, 3)

    def test_the_order_of_an_append_is_the_order_of_streams(self, sealed: Journal) -> None:
        sealed.append(
            [Change(f"{STUDIO}/zz/1", 0, (FindingAnswered("f", "a", LU),)), Change(STREAM, 0, (WANG,))], context()
        )
        streams = [row[1] for row in sealed.rows.follow()]
        assert streams == sorted(streams)
        assert len({row[5] for row in sealed.rows.follow()}) == 1

    def test_a_fact_without_personal_data_is_stored_as_ever(self, sealed: Journal, rows: Rows) -> None:
        bare = attrs.evolve(WANG, name=None, phone=None)
        sealed.append([Change(STREAM, 0, (bare,))], context())
        assert [event.fact for event in sealed.follow()] == [bare]

    def test_a_second_person_who_writes_at_once_decides_again(self, rows: Rows) -> None:
        """Both found no key in the log; who comes second is told so, and then finds it."""
        store = MemoryKeys()
        one, other = (Journal(rows, Clock(), sealer=Sealer(store, rows)) for _ in range(2))
        late = other.batch([Change(f"{STUDIO}/client/k-1", 0, (WANG,))], context("c-2"))
        one.append([Change(STREAM, 0, (WANG,))], context("c-1"))
        with pytest.raises(Conflict):
            rows.append([late], Clock())
        need = NeedRecorded("n-1", "2.2", "想开一家面馆", DAY)
        other.append([Change(STREAM, 1, (need,))], context("c-3"))
        assert sum(isinstance(event.fact, SubjectKeyIssued) for event in other.follow()) == 1

    def test_a_key_whose_append_failed_is_issued_with_the_next(self, sealed: Journal) -> None:
        with pytest.raises(Conflict):
            sealed.append([Change(STREAM, 5, (WANG,))], context("c-1"))
        sealed.append([Change(STREAM, 0, (WANG,))], context("c-2"))
        assert [type(event.fact) for event in sealed.follow()] == [ClientRegistered, SubjectKeyIssued]

    def test_the_same_command_twice_is_one_effect_though_no_two_cells_are_alike(self, sealed: Journal) -> None:
        first = sealed.append([Change(STREAM, 0, (WANG,))], context("c-1"))
        assert sealed.append([Change(STREAM, 0, (WANG,))], context("c-1")) == first

    def test_no_digest_is_a_name_in_disguise(self, sealed: Journal) -> None:
        """Who knows the rest could guess a phone number from a hash over it."""
        digests = set()
        for name in ("王小明", "李四"):
            batch = sealed.batch([Change(STREAM, 0, (attrs.evolve(WANG, name=name),))], context("c-1"))
            digests.add(batch.digest)
        assert len(digests) == 1


class TestRefusals:
    def test_without_keys_nothing_personal_is_stored(self) -> None:
        with pytest.raises(JournalError, match="name is personal data, which is not stored unsealed"):
            Journal(Recorder()).append([Change(STREAM, 0, (WANG,))], context())

    def test_a_cell_is_not_carried_to_another_place(self, sealed: Journal) -> None:
        sealed.append([Change(STREAM, 0, (WANG,))], context("c-1"))
        (event,) = sealed.read(STREAM)
        with pytest.raises(JournalError, match="name is a cell from another place"):
            sealed.append([Change(f"{STUDIO}/client/k-2", 0, (event.fact,))], context("c-2"))

    def test_a_stream_of_a_kind_that_holds_nobodys_data_is_refused(self, sealed: Journal) -> None:
        with pytest.raises(JournalError, match="holds no personal data"):
            sealed.append([Change(f"{STUDIO}/tariff/schedule", 0, (WANG,))], context())

    def test_a_case_that_names_no_client_is_refused(self, sealed: Journal) -> None:
        told = SatisfactionRecorded(9, "很有帮助", DAY)
        with pytest.raises(JournalError, match="does not begin by naming its client"):
            sealed.append([Change(f"{STUDIO}/case/2025-0001", 0, (told,))], context())

    def test_nothing_is_sealed_for_an_erased_subject(self, sealed: Journal) -> None:
        sealed.append([Change(STREAM, 0, (WANG,))], context("c-1"))
        keys(sealed).fence(STREAM, (), None)
        with pytest.raises(SubjectErased) as refused:
            sealed.append([Change(STREAM, 1, (NeedRecorded("n-1", "2.2", "想开", DAY),))], context("c-2"))
        assert "想开" not in str(refused.value)
        sealed.append([Change(STREAM, 1, (NeedRecorded("n-1", "2.2", None, DAY),))], context("c-2"))


class TestSubjects:
    """Whose key: a client's own, also in his cases and appointments; a year's account; a person's."""

    def opens_with(self, journal: Journal, stream: str) -> tuple[str, str]:
        (event,) = [one for one in journal.read(stream) if codec.personal(one.fact)]
        cell = next(
            getattr(event.fact, name) for name in ("words", "address", "payee", "name") if hasattr(event.fact, name)
        )
        key = keys(journal).find(cell.sealed_by)
        assert key is not None
        return key.subject, key.purpose

    def test_a_case_is_its_clients(self, sealed: Journal) -> None:
        stream = f"{STUDIO}/case/2025-0001"
        opened = CaseOpened("2025-0001", "k-1", ("n-1",), LU, DAY, date(2025, 9, 1))
        sealed.append([Change(stream, 0, (opened,))], context("c-1"))
        sealed.append([Change(stream, 1, (SatisfactionRecorded(9, "很有帮助", DAY),))], context("c-2"))
        assert self.opens_with(sealed, stream) == (STREAM, "service")

    def test_also_where_it_is_opened_in_the_same_append(self, sealed: Journal) -> None:
        stream = f"{STUDIO}/case/2025-0001"
        opened = CaseOpened("2025-0001", "k-1", ("n-1",), LU, DAY, date(2025, 9, 1))
        sealed.append([Change(stream, 0, (opened, SatisfactionRecorded(9, "很有帮助", DAY)))], context())
        assert self.opens_with(sealed, stream) == (STREAM, "service")

    def test_what_a_voucher_says_is_kept_for_accounting(self, sealed: Journal) -> None:
        stream = f"{STUDIO}/fund/2025"
        claim = fund.ClaimSubmitted("c-1", fund.ClaimKind.EXPENSE, "l", "c", 1, (), LU, "1", "p", payee="王小明")
        sealed.append([Change(stream, 0, (claim,))], context())
        assert self.opens_with(sealed, stream) == (stream, "accounting")

    def test_a_persons_name_is_his(self, sealed: Journal) -> None:
        stream = "region-330106/person/p-lu"
        sealed.append([Change(stream, 0, (PersonNamed("陆一"),))], context())
        assert self.opens_with(sealed, stream) == (stream, "staff")
        assert next(row[1] for row in sealed.rows.follow()).startswith("region-330106/key/")


class TestOpening:
    @pytest.fixture
    def written(self, sealed: Journal) -> Journal:
        sealed.append([Change(STREAM, 0, (WANG,))], context())
        return sealed

    def test_a_destroyed_key_leaves_what_is_erased(self, written: Journal) -> None:
        keys(written).fence(STREAM, (), None)
        (event,) = written.read(STREAM)
        name = sealer(written).opened(event).name
        assert isinstance(name, Erased)
        assert codec.encode_fact(sealer(written).opened(event)) == codec.encode_fact(event.fact)

    def test_a_key_that_is_elsewhere_leaves_it_sealed(self, written: Journal) -> None:
        (event,) = written.read(STREAM)
        assert Sealer(MemoryKeys(), written.rows).opened(event) == event.fact

    def test_a_substituted_key_is_told_and_not_as_an_erasure(self, written: Journal) -> None:
        store = keys(written)
        assert isinstance(store, MemoryKeys)
        (key,) = store._keys.values()
        store._keys[key.id] = attrs.evolve(key, secret=bytes(32))
        (event,) = written.read(STREAM)
        with pytest.raises(KeyMismatch, match="is not the one that was issued"):
            sealer(written).opened(event)

    def test_a_cell_moved_within_the_log_is_told(self, written: Journal) -> None:
        (event,) = written.read(STREAM)
        moved: Any = attrs.evolve(event.fact, name=event.fact.phone)
        event.fact = moved
        with pytest.raises(CellMisplaced, match=f"{STREAM}@1 name"):
            sealer(written).opened(event)

    def test_a_fact_without_personal_data_opens_to_itself(self, written: Journal) -> None:
        issued = list(written.follow())[-1]
        assert sealer(written).opened(issued) is issued.fact

    def test_what_was_stored_in_the_open_once_does_not_print_itself(self, written: Journal) -> None:
        (event,) = written.read(STREAM)
        event.fact = WANG
        assert isinstance(sealer(written).opened(event).name, Opened)


def test_two_logs_may_share_a_key_store() -> None:
    store = MemoryKeys()
    for _ in range(2):
        desk = Desk(Recorder(), store).founded()
        said = desk.registered(1)
        desk.opened_to(1)
        with desk.as_("p-lead"):
            assert desk.client(1).open_record(purpose=Purpose.GUIDANCE).name == said[0] == personal(1)[0]
