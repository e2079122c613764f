"""What may be a natural person's name, and what tells two issuers apart."""

from __future__ import annotations

import pytest

from studio_domain.values import issuer_key, may_name_a_person, same_issuer

CODE, OTHER_CODE = "91000000MA00000157", "12000000MB0000027M"


@pytest.mark.parametrize(
    "text",
    [
        "王", "张三", "王小明", "欧阳小明", " 张 三 ", "张\u3000三", "买买提·艾力", "买买提•艾力", "阿依夏木·吐尔逊",
        "Zhang San", "Zhang San Feng", "Mary-Ann O'Neil", "J. Smith", "李大会", "周会", "某单位",
    ],
)  # fmt: skip
def test_what_has_the_form_of_a_person_s_name(text: str) -> None:
    assert may_name_a_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "x", "p-017", "c-007", CODE, "财政局", "某某单位", "工商银行", "西湖区财政局", "运营载体", "新知书店",
        "西湖数智创业园运营有限公司",
        "Apple Inc.", "Bank of China", "Acme Trading Co., Ltd", "IBM", "ACME", "财政局2", "某公益基金会",
    ],
)  # fmt: skip
def test_what_has_not(text: str) -> None:
    assert not may_name_a_person(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True), (None, "A", True), ("A", None, True), ("A", "A", True), ("A", "B", False),
        (CODE, "A", True), ("A", CODE, True), (CODE, CODE, True), (CODE, OTHER_CODE, False),
    ],
)  # fmt: skip
def test_issuers_are_one_or_two(one: str | None, other: str | None, same: bool) -> None:
    assert same_issuer(one, other) is same


def test_an_issuer_is_the_same_however_it_was_typed() -> None:
    assert issuer_key(" 新知 书店（西湖）") == issuer_key("新知书店(西湖)")
    assert issuer_key("９１000000ma00000157") == CODE
