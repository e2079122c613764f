"""Policy packs: read with every mistake told, adopted as facts, and felt by decisions and audits from their day on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.house import HEAD, LINE, TODAY, A, House
from machines.office import HE
from studio_adapters.policy_pack import BadPack, PackFile, adopt, compared, read_pack
from studio_domain import fund_account as fund
from studio_domain import policy
from studio_domain.guideline import Breach, Role
from studio_domain.policy import (
    NOT_LOOSER,
    NOT_RETROACTIVE,
    RULE_ONCE,
    WITHIN_BOUND,
    LocalRuleAdopted,
    Pack,
    PolicyValueSet,
    Terms,
)
from studio_domain.rectification import DeviationApproved
from telling import refused_by
from terminal import Terminal

PACKS = Path(__file__).parents[2] / "examples" / "packs"
REGION = "region-330106"
OFFICER, BUREAU = "p-officer", "1100000000000006XU"
MORROW = TODAY + timedelta(1)


@pytest.fixture
def house() -> Iterator[House]:
    """A studio with some money."""
    house = House()
    yield house
    house.app.close()


def officer(house: House):  # type: ignore[no-untyped-def]
    """The region's authority acts."""
    return house.app.acting(OFFICER, role="authority", org=BUREAU)


def pack(*values: tuple[str, policy.PolicyValue], **rest: object) -> Pack:
    """A local rule of the studio's county, from tomorrow on."""
    said: dict[str, object] = {
        "scope": REGION, "rule": "r-1", "title": "办法", "document": "文〔2025〕1号", "effective": MORROW,
    }  # fmt: skip
    return Pack(**(said | {"values": values} | rest))  # type: ignore[arg-type]


def written(tmp_path: Path, text: str) -> Path:
    """A file with that text."""
    file = tmp_path / "pack.toml"
    file.write_text(text, encoding="utf-8")
    return file


HEADER = '[pack]\nscope = "330106"\nrule = "r"\ntitle = "t"\ndocument = "d"\neffective = 2026-01-01\n'


class TestTheSamples:
    @pytest.mark.parametrize("name", ["strict-city", "lenient-county", "university-carrier"])
    def test_each_is_read_and_changes_something(self, name: str) -> None:
        file = read_pack(PACKS / f"{name}.toml")
        changed = [key.name for key, default, value in compared(file.pack) if default != value]
        assert len(changed) >= 8

    def test_the_strict_city_asks_for_more(self) -> None:
        found = {key.name: value for key, _, value in compared(read_pack(PACKS / "strict-city.toml").pack)}
        assert (found["studio.min_staff"], found["venue.room_min"], found["fund.acceptance_from"]) == (4, 40, 500_00)
        assert found["service.levels"] == ("basic", "special", "incubated")

    def test_the_lenient_county_allows_one_exception(self) -> None:
        (waiver,) = read_pack(PACKS / "lenient-county.toml").waivers
        assert (waiver.studio, waiver.check, waiver.last) == ("wh-hongshan-903", "studio.lead-years", date(2027, 2, 28))

    def test_the_university_is_no_local_rule_and_brings_a_tariff(self) -> None:
        file = read_pack(PACKS / "university-carrier.toml")
        assert (file.pack.rule, file.pack.scope) == (None, "gz-tianhe-021")
        assert [(item.level, item.unit_fen) for item in file.tariff] == [("special", 300_00), ("basic", 0)]

    @pytest.mark.parametrize("name", ["strict-city", "lenient-county", "university-carrier"])
    def test_each_can_be_adopted_where_it_is_for(self, name: str, house: House) -> None:
        """With the region or the studio of this test in place of its own, on a day that has not passed."""
        read = read_pack(PACKS / f"{name}.toml").pack
        scope = REGION if read.rule else A
        ours = Pack(
            scope=scope, rule=read.rule, title=read.title, document=read.document, effective=MORROW,
            values=read.values, additions=read.additions,
        )  # fmt: skip
        if read.rule:
            with officer(house):
                adopt(house.app, PackFile(ours))
        else:
            house.taken(A, HEAD, lambda: house.app.policy_book(A).adopt_pack(pack=ours))
        before, after = house.app.policy(A).on(TODAY), house.app.policy(A).on(MORROW)
        for key, _, value in compared(ours):
            assert after[key.name] == value
            assert after.source(key.name) is not None
            assert before.source(key.name) is None or key.name in house.app.policy(A).on(TODAY).settings


class TestAdopting:
    def test_the_rule_and_its_values_are_one_append(self, house: House) -> None:
        before = len(list(house.app.history(REGION)))
        with officer(house):
            adopt(house.app, PackFile(pack(("case.term_days", 90), ("case.max_ext", 0))))
        facts = list(house.app.history(REGION))[before:]
        assert [type(event.fact) for event in facts] == [LocalRuleAdopted, PolicyValueSet, PolicyValueSet]
        assert len({event.recorded_at for event in facts}) == 1

    def test_a_decision_feels_it_from_its_day_on(self, house: House) -> None:
        with officer(house):
            adopt(house.app, PackFile(pack(("fund.acceptance_from", 500_00))))
        first, second = (house.submitted(A, LINE, 600_00) for _ in range(2))
        house.taken(A, HE, lambda: house.account(A).review_claim(claim=first))
        house.until(MORROW)
        house.refused(fund.ACCEPTED, A, HE, lambda: house.account(A).review_claim(claim=second))

    def test_an_audit_cites_it(self, house: House) -> None:
        with officer(house):
            adopt(house.app, PackFile(pack(("claim.reconcile_days", 1))))
        terms = house.app.policy(A).on(MORROW)
        assert terms.cite("claim.reconcile_days").startswith(f"claim.reconcile_days@{REGION}:")
        assert terms.binds("claim.reconcile_days")

    def test_what_loosens_the_text_is_refused_and_nothing_is_adopted(self, house: House) -> None:
        before = len(list(house.app.history(REGION)))
        with officer(house), refused_by(WITHIN_BOUND, key="studio.min_staff", value=2, bound=">= 3"):
            adopt(house.app, PackFile(pack(("case.term_days", 90), ("studio.min_staff", 2))))
        assert len(list(house.app.history(REGION))) == before

    def test_what_loosens_a_wider_scope_is_refused(self, house: House) -> None:
        with officer(house):
            adopt(house.app, PackFile(pack(("studio.min_staff", 5))))
        looser = Pack(scope=A, document="校〔2025〕1号", effective=MORROW, values=(("studio.min_staff", 4),))
        with house.as_(HEAD), refused_by(NOT_LOOSER, key="studio.min_staff", value=4, wider=5):
            house.app.policy_book(A).adopt_pack(pack=looser)

    def test_a_rule_is_adopted_once(self, house: House) -> None:
        with officer(house):
            adopt(house.app, PackFile(pack(("case.term_days", 90))))
            with refused_by(RULE_ONCE, local_rule="r-1"):
                adopt(house.app, PackFile(pack(("case.term_days", 80))))

    def test_it_does_not_reach_back_without_a_reason(self, house: House) -> None:
        early = TODAY - timedelta(1)
        with officer(house):
            with refused_by(NOT_RETROACTIVE, key="case.term_days", effective=early, recorded_on=TODAY):
                adopt(house.app, PackFile(pack(("case.term_days", 90), effective=early)))
            adopt(house.app, PackFile(pack(("case.term_days", 90), effective=early, retroactive_reason="文件晚到")))
        assert house.app.policy(A).on(early).case.term_days == 90

    def test_a_list_grows_by_what_the_wider_scope_has(self, house: House) -> None:
        with officer(house):
            adopt(house.app, PackFile(pack(additions=(("service.levels", ("incubated",)),))))
        own = Pack(scope=A, document="d", effective=MORROW, additions=(("service.levels", ("incubated", "alumni")),))
        house.taken(A, HEAD, lambda: house.app.policy_book(A).adopt_pack(pack=own))
        assert house.app.policy(A).on(MORROW).service.levels == ("basic", "special", "incubated", "alumni")

    def test_a_carrier_adopts_no_local_rule(self, house: House) -> None:
        with house.as_(HEAD), pytest.raises(Breach) as refused:
            house.app.policy_book(A).adopt_pack(pack=pack(("case.term_days", 90), scope=A))
        assert refused.value.rule.clause.value.startswith("3.4.0")

    def test_a_pack_is_for_its_own_scope(self, house: House) -> None:
        with officer(house), pytest.raises(ValueError, match=f"the pack is for {REGION}"):
            house.app.policy_book("region-330100").adopt_pack(pack=pack(("case.term_days", 90)))

    def test_waivers_are_approved_with_it(self, house: House, tmp_path: Path) -> None:
        text = (
            HEADER.replace("2026-01-01", str(MORROW))
            + '[values]\n"case.term_days" = 90\n'
            + (
                f'[[waiver]]\nstudio = "{A}"\ncheck = "studio.lead-years"\nsubject = "p-1"\nfirst = {MORROW}\n'
                'reason = "r"\ndocument = "d"\n'
            )
        )
        with officer(house):
            adopt(house.app, read_pack(written(tmp_path, text)))
        allowed = [event.fact for event in house.app.history(A) if isinstance(event.fact, DeviationApproved)]
        assert [(one.check, one.last) for one in allowed] == [("studio.lead-years", None)]

    def test_who_may(self) -> None:
        assert policy.MAY_DECIDE[policy.adopt_local_pack] == {Role.AUTHORITY}
        assert policy.MAY_DECIDE[policy.adopt_pack] == {Role.AUTHORITY, Role.CARRIER_HEAD}


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "where", "said"),
        [
            ("", "pack", "缺少 [pack]"),
            (HEADER, "values", "什么也没有"),
            (HEADER.replace("330106", "hz xihu"), "pack.scope", "应为六位地区代码"),
            (HEADER.replace('"t"', '""'), "pack.title", "不能为空"),
            (HEADER.replace("2026-01-01", '"2026-01-01"'), "pack.effective", "不加引号"),
            (HEADER.replace('scope = "330106"', 'scope = "hz-xihu-001"'), "pack.rule", "不是地方规定"),
            (HEADER + "since = 1\n", "pack.since", "不认识"),
            (HEADER + '[values]\n"case.term" = 90\n', "values.case.term", "没有这个政策项"),
            (HEADER + '[values]\n"cases.term_days" = 90\n', "values.cases.term_days", "是否为 case.term_days?"),
            (HEADER + '[values]\n"case.term_days" = "90"\n', "values.case.term_days", "应为整数"),
            (HEADER + '[values]\n"case.term_days" = true\n', "values.case.term_days", "应为整数"),
            (HEADER + '[values]\n"case.term_days" = 90.0\n', "values.case.term_days", "应为整数"),
            (HEADER + '[values]\n"studio.min_staff" = 2\n', "values.studio.min_staff", "超出限度: >= 3"),
            (HEADER + '[values]\n"fund.acceptance_from" = 50000\n', "values.fund.acceptance_from", "500.00"),
            (HEADER + '[values]\n"fund.acceptance_from" = "500.5"\n', "values.fund.acceptance_from", "500.00"),
            (HEADER + '[values]\n"fund.acceptance_from" = "-1"\n', "values.fund.acceptance_from", "500.00"),
            (HEADER + '[add]\n"case.term_days" = ["x"]\n', "add.case.term_days", "不是可增加的列表"),
            (HEADER + '[add]\n"service.levels" = ["VIP"]\n', "add.service.levels", "新代码"),
            (HEADER + '[add]\n"service.levels" = ["basic"]\n', "add.service.levels", "新代码"),
            (HEADER + '[add]\n"service.levels" = []\n', "add.service.levels", "新代码"),
            (
                HEADER + '[values]\n"service.levels" = ["basic", "special"]\n[add]\n"service.levels" = ["a"]\n',
                "add.service.levels",
                "重复",
            ),
            (HEADER + "[[waiver]]\n", "waiver.1.check", "不能为空"),
            (HEADER + '[[waiver]]\ncheck = "no.check"\n', "waiver.1.check", "没有检查 no.check"),
            (HEADER + "[waiver]\n", "waiver", "应写作 [[waiver]]"),
            (HEADER + '[[tariff]]\nitem = "x"\n', "tariff.1.price", "500.00"),
            ("[pack\n", "file", "不是 UTF-8 的 TOML"),
        ],
    )
    def test_each_is_told_with_its_place(self, tmp_path: Path, text: str, where: str, said: str) -> None:
        with pytest.raises(BadPack) as bad:
            read_pack(written(tmp_path, text))
        found = {place: zh for place, zh, _ in bad.value.mistakes}
        assert said in found[where]

    def test_all_are_told_at_once(self, tmp_path: Path) -> None:
        text = HEADER.replace('"d"', '""') + '[values]\n"studio.min_staff" = 2\n"x" = 1\n'
        with pytest.raises(BadPack) as bad:
            read_pack(written(tmp_path, text))
        assert [where for where, _, _ in bad.value.mistakes] == ["pack.document", "values.studio.min_staff", "values.x"]

    def test_a_file_of_another_kind(self, tmp_path: Path) -> None:
        (tmp_path / "pack.toml").write_bytes(b"\xff\xfe\x00")
        with pytest.raises(BadPack, match="not TOML in UTF-8"):
            read_pack(tmp_path / "pack.toml")
        (tmp_path / "pack.toml").write_bytes(b"#" * 1_000_001)
        with pytest.raises(BadPack, match="more than 1000000 bytes"):
            read_pack(tmp_path / "pack.toml")


class TestTheCommand:
    @pytest.fixture
    def run(self, capsys: pytest.CaptureFixture[str]) -> Terminal:
        """A command in this process."""
        return Terminal(capsys)

    def test_it_shows_what_a_pack_sets(self, run: Terminal) -> None:
        said = run("pack", PACKS / "strict-city.toml")
        assert (said.code, said.err) == (0, "")
        assert "工作人员最少人数（不含领办人）" in said.out
        assert "+ incubated" in said.out
        english = run("pack", PACKS / "lenient-county.toml", "--lang", "en")
        assert "allowed wh-hongshan-903 studio.lead-years p-lead" in english.out

    def test_it_tells_every_mistake(self, run: Terminal, tmp_path: Path) -> None:
        file = written(tmp_path, HEADER + '[values]\n"studio.min_staff" = 2\n"x" = 1\n')
        said = run("pack", file)
        assert (said.code, said.out) == (2, "")
        assert [line.partition("]")[0].rpartition("[")[2] for line in said.err.splitlines()] == [
            "values.studio.min_staff", "values.x",
        ]  # fmt: skip

    def test_no_file(self, run: Terminal, tmp_path: Path) -> None:
        said = run("pack", tmp_path / "no.toml")
        assert (said.code, said.complaint.endswith("no.toml: 文件不存在")) == (2, True)


def test_defaults_are_what_a_pack_is_held_against() -> None:
    ((key, default, value),) = compared(pack(("case.term_days", 90)))
    assert (key.name, default, value) == ("case.term_days", Terms().case.term_days, 90)
