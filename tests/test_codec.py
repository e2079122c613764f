"""Stored names and bytes: what is written is read back, and nothing else is taken for it."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import attrs
import pytest
from attrs import field, frozen
from attrs.validators import deep_iterable, optional
from hypothesis import given, settings
from hypothesis import strategies as st

import studio_domain
from studio_adapters import codec
from studio_adapters.codec import guard, table, upcasts
from studio_adapters.journal import Journal, JournalError
from studio_adapters.memory import Recorder
from studio_domain.aggregate import NO_CONTEXT, Change, Context, Reason, Unreadable
from studio_domain.fund_account import facts as fund
from studio_domain.policy.facts import PolicyValueSet
from studio_domain.rectification import FindingAnswered
from studio_domain.values import Personal, PersonId, Region, aware
from telling import context
from write_golden import GOLDEN

plain = settings(deadline=None, max_examples=150)

instants = st.builds(
    lambda local, minutes: local.replace(tzinfo=timezone(timedelta(minutes=minutes))),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)),
    st.integers(-12 * 60, 14 * 60),
)
st.register_type_strategy(datetime, instants)
st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))
st.register_type_strategy(str, st.text(st.characters(codec="utf-8")))
st.register_type_strategy(
    Region, st.builds(Region, st.from_regex(r"[0-9]{6}", fullmatch=True).filter(str.isascii), st.text())
)
facts = st.sampled_from(list(codec.TOPIC)).flatmap(st.from_type)

CLAIM = fund.ClaimSubmitted(
    claim="c-1",
    kind=fund.ClaimKind.EXPENSE,
    line="培训",
    category="training",
    fen=442000,
    vouchers=(fund.Voucher(fund.VoucherKind.INVOICE, "2533", 442000, date(2025, 3, 4)),),
    claimant=PersonId("p-1"),
    finance_rules="1",
    purpose="讲课费",
)
SUBMITTED = "fund-account.claim-submitted/2"


def split(topic: str) -> tuple[str, int]:
    name, _, schema = topic.rpartition("/")
    return name, int(schema)


def outcome(read: Any) -> Any:
    try:
        return read()
    except codec.UNREADABLE:
        return "refused"


class TestTable:
    def test_every_member_of_every_event_union_has_a_stored_name_and_nothing_else_has(self) -> None:
        members: set[type[Any]] = set()
        for found in pkgutil.walk_packages(studio_domain.__path__, "studio_domain."):
            event = getattr(import_module(found.name), "Event", None)
            if event is not None:
                members |= set(get_args(event) or (event,))
        assert members == set(codec.TOPIC)

    def test_names_are_ours_and_stand_once(self) -> None:
        names = [stored.name for stored in codec.TABLE]
        assert len(set(names)) == len(names) == len(codec.TOPIC)
        for name in names:
            aggregate, dot, past = name.partition(".")
            assert dot
            assert all(part.isalpha() and part.islower() for part in [*aggregate.split("-"), *past.split("-")])

    def test_a_fact_without_a_name_is_not_stored(self) -> None:
        with pytest.raises(TypeError, match="Voucher has no stored name"):
            codec.topic_of(CLAIM.vouchers[0])


class TestFacts:
    @plain
    @given(facts)
    def test_both_doors_read_what_either_wrote(self, fact: Any) -> None:
        topic = codec.topic_of(fact)
        hot = codec.encode_fact(fact)
        cold = json.dumps(codec.to_dict(fact), indent=1).encode()
        assert codec.decode_fact(topic, hot) == fact
        assert codec.decode_fact(topic, cold) == fact
        assert codec.from_dict(*split(topic), json.loads(hot)) == fact

    @plain
    @given(facts, st.data())
    def test_both_doors_refuse_the_same(self, fact: Any, data: st.DataObject) -> None:
        topic, body = codec.topic_of(fact), codec.to_dict(fact)
        strange: st.SearchStrategy[Any] = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text()
        strange |= st.floats(allow_nan=False, allow_infinity=False) | st.just("2025-01-01T00:00") | st.just("20250101")
        strange |= st.dates().map(str) | st.lists(strange, max_size=2) | st.dictionaries(st.text(), strange, max_size=2)
        key = data.draw(st.sampled_from([*body, "new"]))
        if data.draw(st.booleans()) or key not in body:
            body[key] = data.draw(strange)
        else:
            del body[key]
        line = json.dumps(body).encode(errors="surrogatepass")
        assert outcome(lambda: codec.from_dict(*split(topic), json.loads(line))) == outcome(
            lambda: codec.decode_fact(topic, line)
        )

    @plain
    @given(facts)
    def test_keys_stand_in_ascending_order_at_every_depth(self, fact: Any) -> None:
        def ascending(pairs: list[tuple[str, Any]]) -> None:
            assert [key for key, _ in pairs] == sorted(key for key, _ in pairs)

        line = codec.encode_fact(fact)
        json.loads(line, object_pairs_hook=ascending)
        assert line == json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":")).encode()

    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            ({"fen": "5"}, "fen: Expected `int`, got `str`"),
            ({"fen": 5.0}, "fen: Expected `int`, got `float`"),
            ({"fen": True}, "fen: Expected `int`, got `bool`"),
            ({"claim": None}, "claim: Expected `str`, got `null`"),
            ({"kind": "secret"}, "kind: not one of the codes"),
            ({"vouchers": "secret"}, "vouchers: Expected `array`, got `str`"),
            ({"vouchers": ["secret"]}, r"vouchers\[0\]: not a valid value"),
            ({"secret": 1}, "secret: an unknown field"),
            ({"王小明": 1}, "a name that is not ours: an unknown field"),
        ],
    )
    def test_what_is_wrong_is_named_by_its_field_and_never_by_its_value(
        self, change: dict[str, Any], problem: str
    ) -> None:
        body = codec.to_dict(CLAIM) | change
        if "vouchers" not in change:
            body["vouchers"][0]["issued"] = "secret"
        with pytest.raises(codec.Malformed, match=problem) as refused:
            codec.decode_fact(SUBMITTED, json.dumps(body).encode())
        assert "secret" not in str(refused.value).replace("secret: an unknown field", "")
        assert "王" not in str(refused.value)

    def test_a_missing_field_is_named(self) -> None:
        body = codec.to_dict(CLAIM)
        del body["fen"]
        with pytest.raises(codec.Malformed):
            codec.from_dict(*split(SUBMITTED), body)

    @pytest.mark.parametrize(
        ("value", "back"),
        [(5, 5), ("5", "5"), (True, True), (None, None), (["a", "b"], ("a", "b")), ([1], "refused"), (1.5, "refused")],
    )
    def test_a_policy_value_keeps_its_kind(self, value: Any, back: Any) -> None:
        body = codec.to_dict(PolicyValueSet("k", 1, date(2025, 1, 1), "d", PersonId("p-1"))) | {"value": value}
        for read in (
            lambda: codec.from_dict("policy.value-set", 1, body),
            lambda: codec.decode_fact("policy.value-set/1", json.dumps(body).encode()),
        ):
            got = outcome(read)
            assert (got if got == "refused" else got.value) == back
            assert got == "refused" or type(got.value) is type(back)

    def test_half_a_character_is_no_text(self) -> None:
        body = codec.to_dict(CLAIM) | {"purpose": "\ud800"}
        with pytest.raises(codec.Malformed, match="purpose"):
            codec.from_dict(*split(SUBMITTED), body)


class TestUpcasts:
    @pytest.fixture
    def three_forms(self, monkeypatch: pytest.MonkeyPatch) -> str:
        """A type that is in its third schema: `by` became `answered_by`, then `text` became `answer`."""

        def second(old: upcasts.Json) -> upcasts.Json:
            return {"finding": old["finding"], "text": old["text"], "answered_by": old["by"]}

        def third(old: upcasts.Json) -> upcasts.Json:
            return {"finding": old["finding"], "answer": old["text"], "answered_by": old["answered_by"]}

        stored = table.Stored("rectification.finding-answered", FindingAnswered, (second, third))
        monkeypatch.setitem(table.BY_NAME, stored.name, stored)
        return stored.name

    @pytest.mark.parametrize(
        ("schema", "body"),
        [
            (1, {"finding": "f", "text": "t", "by": "p-1"}),
            (2, {"finding": "f", "text": "t", "answered_by": "p-1"}),
            (3, {"finding": "f", "answer": "t", "answered_by": "p-1"}),
        ],
    )
    def test_an_older_form_is_lifted_through_both_doors(
        self, three_forms: str, schema: int, body: dict[str, str]
    ) -> None:
        fact = FindingAnswered("f", "t", PersonId("p-1"))
        assert codec.from_dict(three_forms, schema, body) == fact
        assert codec.decode_fact(f"{three_forms}/{schema}", json.dumps(body).encode()) == fact

    def test_an_older_form_that_was_never_one_is_refused(self, three_forms: str) -> None:
        with pytest.raises(codec.Malformed):
            codec.from_dict(three_forms, 1, {"finding": "f"})

    @pytest.mark.parametrize("schema", [0, 4, -1])
    def test_a_schema_that_is_not_known_is_an_unknown_type(self, three_forms: str, schema: int) -> None:
        with pytest.raises(codec.UnknownType):
            codec.from_dict(three_forms, schema, {})


class TestOlderForms:
    """The fund account's own second schemas: nothing is lost, nothing made up, and no name handed on."""

    DONATION = fund.FundReceived(
        "r", fund.FundSource.DONATION, 1, date(2025, 3, 4), fund.ReceiptMode.BANK, "b", "", fund.PayerKind.PERSON
    )

    def lifted(self, fact: Any, **old: Any) -> Any:
        """*fact* as it is read from a body of schema 1 that says *old* in place of what is said today."""
        name, _ = split(codec.topic_of(fact))
        body = {key: value for key, value in (codec.to_dict(fact) | old).items() if key != "charge_year"}
        for voucher in body.get("vouchers", ()):
            voucher.pop("issuer", None)
        hot = codec.decode_fact(f"{name}/1", json.dumps(body).encode())
        assert codec.from_dict(name, 1, json.loads(json.dumps(body))) == hot
        return hot

    def test_a_voucher_of_an_issuer_not_known(self) -> None:
        assert self.lifted(CLAIM) == CLAIM
        assert CLAIM.vouchers[0].issuer is None

    def test_a_refund_of_the_account_s_own_charge(self) -> None:
        refunded = fund.FeeRefunded("x", "f", 1, date(2025, 3, 4), PersonId("p-1"), "多收", "b")
        assert self.lifted(refunded) == refunded

    @pytest.mark.parametrize(
        ("kind", "stored", "read"),
        [
            ("person", "张三", "*"), ("person", "", ""), ("person", "p-017", "p-017"),
            ("organisation", "某公益基金会", "某公益基金会"),
        ],
    )  # fmt: skip
    def test_a_person_who_paid_is_not_handed_on_by_name(self, kind: str, stored: str, read: str) -> None:
        lifted = self.lifted(self.DONATION, payer=stored, payer_kind=kind)
        assert lifted.payer == read
        assert attrs.evolve(lifted, payer="", payer_kind=fund.PayerKind.PERSON) == self.DONATION

    @pytest.mark.parametrize(
        ("name", "body"),
        [
            ("fund-account.claim-submitted", codec.to_dict(CLAIM)),
            ("fund-account.fee-refunded", {"charge_year": 2025}),
        ],
    )
    def test_a_key_that_came_later_is_unknown_to_an_older_form(self, name: str, body: dict[str, Any]) -> None:
        with pytest.raises(codec.Malformed, match="an unknown field"):
            codec.from_dict(name, 1, body)

    @pytest.mark.parametrize("vouchers", [None, "x", [1], {}])
    def test_what_is_no_list_of_vouchers_is_named(self, vouchers: object) -> None:
        with pytest.raises(codec.Malformed, match="vouchers"):
            codec.from_dict("fund-account.claim-submitted", 1, codec.to_dict(CLAIM) | {"vouchers": vouchers})


contexts = st.builds(
    Context,
    occurred=instants | st.dates(),
    by=st.text(),
    role=st.text(),
    org=st.text(),
    command=st.text(),
    rules=st.text(),
    on_behalf_of=st.none() | st.text(),
    reason=st.none() | st.sampled_from(Reason),
    correlation=st.none() | st.text(),
    causation=st.none() | st.text(),
    corrects=st.none() | st.tuples(st.text(), st.integers(1, 2**53)),
    batch=st.none() | st.text(),
    claimed_at=st.none() | instants,
)


class TestEnvelope:
    @plain
    @given(contexts)
    def test_there_and_back(self, envelope: Context) -> None:
        line = codec.encode_context(envelope)
        assert codec.decode_context(line) == envelope
        body = codec.context_to_dict(envelope)
        assert list(body) == list(json.loads(line)) == list(codec.KEYS)
        assert codec.context_from_dict(json.loads(json.dumps(body))) == envelope
        assert codec.command_of(line + b"\n{}") == envelope.command

    def test_its_keys_are_those_of_the_decision_record_in_that_order(self) -> None:
        assert codec.encode_context(context("c-1", day="2025-03-04")).decode() == (
            '{"occurred":"2025-03-04T12:00:00+08:00","by":"p-001","role":"staff","org":"hz-carrier","on_behalf_of":null,'
            '"reason":null,"corrects":null,"command":"c-1","correlation":null,"causation":null,"rules":"guideline/1",'
            '"batch":null,"claimed_at":null}'
        )

    def test_a_legal_day_stays_a_day_and_utc_is_written_z(self) -> None:
        day = context("c-1", occurred=date(2025, 3, 4))
        assert codec.context_to_dict(day)["occurred"] == "2025-03-04"
        assert type(codec.decode_context(codec.encode_context(day)).occurred) is date
        noon = context("c-1", occurred=datetime(2025, 3, 4, 4, tzinfo=UTC))
        assert codec.context_to_dict(noon)["occurred"] == "2025-03-04T04:00:00Z"

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("occurred", "2025-03-04T12:00:00"),
            ("occurred", "20250304"),
            ("occurred", 5),
            ("by", None),
            ("reason", "because"),
            ("corrects", ["hz/fund/2025"]),
            ("corrects", ["hz/fund/2025", "1"]),
            ("corrects", "ab"),
            ("claimed_at", "2025-01-01T00:00"),
            ("claimed_at", "2025-01-01T00:00:00"),
            ("imported", True),
        ],
    )
    def test_a_bad_envelope_is_refused(self, key: str, value: Any) -> None:
        body = codec.context_to_dict(context("c-1")) | {key: value}
        with pytest.raises(codec.UNREADABLE):
            codec.context_from_dict(body)
        with pytest.raises(codec.UNREADABLE):
            codec.decode_context(json.dumps(body).encode())

    @pytest.mark.parametrize("blank", [" ", "\t", "\r", " \t "])
    def test_a_key_too_many_is_refused_however_it_is_written(self, blank: str) -> None:
        """The hot door passes a key over that it does not know; only what we would write may go through it."""
        line = codec.encode_context(context("c-1")).decode()
        told = line.replace('"by":', f'"by"{blank}:')
        assert codec.decode_context(told.encode()) == codec.decode_context(line.encode())
        for odd in (told, line.replace('"command":"c-1"', '"command":"\\":"')):
            with pytest.raises(codec.UNREADABLE):
                codec.decode_context(odd.replace("{", '{"imported":true,').encode())

    @pytest.mark.parametrize("occurred", ["2025-03-04 12:00:00+08:00", "2025-03-04t12:00:00+08:00", "2025-03-04T12:00"])
    def test_an_instant_has_one_form(self, occurred: str) -> None:
        body = codec.context_to_dict(context("c-1")) | {"occurred": occurred}
        with pytest.raises(codec.UNREADABLE):
            codec.context_from_dict(body)
        with pytest.raises(codec.UNREADABLE):
            codec.decode_context(json.dumps(body, separators=(",", ":")).encode())

    @pytest.mark.parametrize("key", ["occurred", "claimed_at"])
    def test_every_key_is_there_also_one_that_is_null(self, key: str) -> None:
        body = codec.context_to_dict(context("c-1"))
        del body[key]
        with pytest.raises(codec.UNREADABLE):
            codec.context_from_dict(body)


class TestRows:
    @staticmethod
    def row(topic: str = SUBMITTED, state: bytes = b"", recorded_at: str = "2025-03-04T04:00:00.000000Z") -> Any:
        state = state or codec.encode_context(context("c-1")) + b"\n" + codec.encode_fact(CLAIM)
        return 7, "hz/fund/2025", 3, topic, state, recorded_at, bytes(32)

    def test_a_row_becomes_a_fact_in_its_envelope(self) -> None:
        for read in (codec.recorded, codec.recorded_anyhow):
            (event,) = read([self.row()])
            assert (event.stream, event.version, event.position, event.fact) == ("hz/fund/2025", 3, 7, CLAIM)
            assert event.context == event.context == context("c-1")
            assert event.recorded_at == event.recorded_at == datetime(2025, 3, 4, 4, tzinfo=UTC)
            assert event == next(iter(codec.recorded([self.row()])))

    @pytest.mark.parametrize(
        ("topic", "state"),
        [
            ("no.such/1", b"{}\n{}"),
            ("fund-account.opened/9", b"{}\n{}"),
            ("fund-account.opened/1", b"\xff"),
            ("fund-account.opened/x", b""),
            ("fund-account.opened", b"{}\n{}"),
            ("fund-account.opened/01", b"{}\n{}"),
            ("os.system/1", b"{}\n{}"),
            (SUBMITTED, b"{}\n" + b"[" * 100_000),
            (SUBMITTED, b"{}\n{}"),
            (SUBMITTED, b"{}\n" + codec.encode_fact(CLAIM).replace(b"442000", b"1e400")),
            (SUBMITTED, b"{}\n" + codec.encode_fact(CLAIM)[:-1]),
        ],
    )
    def test_an_audit_reads_anything_and_a_decision_stops(self, topic: str, state: bytes) -> None:
        row = self.row(topic, state or b"\n")
        (event,) = codec.recorded_anyhow([row])
        assert isinstance(event.fact, Unreadable)
        assert event.fact.type == topic
        assert event.fact.problem
        assert event.context == NO_CONTEXT
        with pytest.raises(codec.UNREADABLE):
            list(codec.recorded([row]))

    def test_an_envelope_that_cannot_be_read_has_a_stand_in_only_for_an_audit(self) -> None:
        row = self.row(state=b'{"by":1}\n' + codec.encode_fact(CLAIM), recorded_at="when?")
        (event,) = codec.recorded_anyhow([row])
        assert event.fact == CLAIM
        assert event.context is event.context is NO_CONTEXT
        assert event.recorded_at.year == 1970
        (event,) = codec.recorded([row])
        with pytest.raises(codec.UNREADABLE):
            _ = event.context

    @pytest.mark.parametrize("name", ["王小明", "a/b", "Fund.Opened/1", "a.b\nc/1"])
    def test_what_is_no_name_of_a_type_is_not_repeated(self, name: str) -> None:
        assert codec.describe(codec.UnknownType(name)) == "not the name of a type"
        assert codec.describe(codec.UnknownType("fund-account.opened/9")) == "unknown type fund-account.opened/9"


@frozen
class Private:
    _hidden: int


@frozen
class Naive:
    at: datetime


@frozen
class PerhapsNaive:
    at: datetime | None = field(default=None, validator=optional(lambda *_: None))


@frozen
class ManyNaive:
    at: tuple[datetime, ...]


@frozen
class Floating:
    share: float | None


@frozen
class Mapped:
    lines: Mapping[str, int]


@frozen
class Listed:
    lines: list[str]


def stripped(text: str) -> str:
    return text.strip()


@frozen
class Converted:
    text: str = field(converter=stripped)


@frozen
class Derived:
    text: str = field(init=False, default="")


@frozen
class TwoTexts:
    when: datetime | date = field(validator=aware)


@frozen
class Within:
    parts: tuple[Private | None, ...]


class Local(Enum):
    CODE = "本地"


@frozen
class Coded:
    code: Local | None


LOSSY = [
    Private, Naive, PerhapsNaive, ManyNaive, Floating, Mapped, Listed, Converted, Derived, TwoTexts, Within, Coded,
]  # fmt: skip


@frozen
class Card:
    name: Personal[str] = field(repr=False)
    born: Personal[str] | None = field(default=None, repr=False)


@frozen
class Holder:
    holder: str
    cards: tuple[Card, ...] = ()
    seen: datetime | None = field(default=None, validator=optional(aware))
    often: tuple[datetime, ...] = field(default=(), validator=deep_iterable(aware))


class TestGuard:
    @pytest.mark.parametrize("cls", LOSSY, ids=lambda cls: cls.__name__)
    def test_a_class_that_would_be_stored_with_a_loss_is_refused_at_the_start(self, cls: type[Any]) -> None:
        with pytest.raises(TypeError, match=r"\w+\.\w+: "):
            guard.guarded(cls)

    def test_personal_fields_are_found_within(self) -> None:
        plan = guard.guarded(Holder)
        assert plan == {"cards": {"name": None, "born": None}}
        assert guard.personal(plan, Holder("h")) is None
        assert guard.personal(plan, Holder("h", (Card("王小明"),))) == "cards.name"

    def test_a_fact_with_a_personal_field_set_is_not_stored_and_the_value_not_told(self) -> None:
        fact = fund.ClaimSubmitted(
            "c-1", fund.ClaimKind.EXPENSE, "l", "c", 1, (), PersonId("p-1"), "1", "p", payee="王小明"
        )
        rows = Recorder()
        with pytest.raises(JournalError, match=f"{SUBMITTED}: payee") as refused:
            Journal(rows).append([Change("hz/fund/2025", 0, (fact,))], context("c-1"))
        assert "王" not in str(refused.value)
        assert not list(rows.follow())


class TestSchemas:
    @plain
    @given(facts)
    def test_every_fact_has_the_fields_of_its_json_schema(self, fact: Any) -> None:
        schema = codec.json_schema(codec.topic_of(fact))
        json.dumps(schema)
        body = schema["$defs"][type(fact).__name__]
        assert body["additionalProperties"] is False
        assert set(body["properties"]) == set(codec.to_dict(fact))

    def test_an_unknown_type_has_none(self) -> None:
        for topic in ("fund-account.opened/2", "fund-account.opened/0", "fund-account.opened/01", "nothing/1"):
            with pytest.raises(codec.UnknownType):
                codec.json_schema(topic)

    @pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
    def test_everything_ever_stored_has_the_fields_of_the_schema_of_its_day(self, path: Path) -> None:
        name, _, number = path.stem.rpartition("-")
        schema = codec.json_schema(f"{name}/{number}")
        body = json.loads(path.read_bytes().partition(b"\n")[2])
        assert set(body) == set(schema["$defs"][codec.BY_NAME[name].cls.__name__]["properties"])


class TestCommandDigest:
    def test_it_names_decision_stream_and_arguments_whatever_their_order(self) -> None:
        one = codec.command_digest("d", "s", {"b": date(2025, 1, 1), "a": (fund.FundSource.CARRIER, 5)})
        assert one == codec.command_digest("d", "s", {"a": (fund.FundSource.CARRIER, 5), "b": date(2025, 1, 1)})
        others = [
            codec.command_digest("e", "s", {"a": 1}),
            codec.command_digest("d", "t", {"a": 1}),
            codec.command_digest("d", "s", {"a": 2}),
            codec.command_digest("d", "s", {"a": 1}),
        ]
        assert len({one, *others}) == 5


def test_cattrs_is_imported_when_it_is_first_needed() -> None:
    check = "import sys; from studio_adapters import codec; sys.exit('cattrs' in sys.modules)"
    environment = {"PYTHONPATH": ":".join(filter(None, sys.path))}
    assert subprocess.run([sys.executable, "-c", check], check=False, env=environment).returncode == 0
