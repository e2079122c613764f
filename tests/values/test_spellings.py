"""What is written in several ways and means one thing: invoice numbers, names of persons."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_domain.values import invoice_number, looks_like_invoice, name_key, region_stream, same_name


class TestInvoiceNumber:
    """3.4.6.c: one invoice has one number, however it was typed."""

    @pytest.mark.parametrize(
        "written",
        ["25332000000012345678", "2533 2000 0000 1234 5678", "２５３３ 2000-0000—1234 5678", "253320000000 12345678",
         "发票号码：25332000000012345678", "No. 25332000000012345678", "№２５３３２０００００００１２３４５６７８"],
    )  # fmt: skip
    def test_twenty_digits(self, written: str) -> None:
        assert invoice_number(written) == "25332000000012345678"

    @pytest.mark.parametrize(
        ("written", "so"),
        [
            ("25332000000012345678", True),
            ("２５３３ 2000 0000 1234 5678", True),
            ("代码144031909110号码12345678", True),
            ("330018221012345678", True),
            ("3300182210-12345678", True),
            ("2533200000001234567", False),
            ("253320000000123456789", False),
            ("2533200000001234567A", False),
            ("33001822101234567", False),
            ("12345678", False),
            ("收据 12", False),
            ("", False),
        ],
    )
    def test_what_has_the_form_of_one(self, written: str, so: bool) -> None:
        assert looks_like_invoice(written) is so

    @pytest.mark.parametrize(
        "written",
        ["144031909110-12345678", "144031909110 / 12345678", "代码144031909110号码12345678", "14403190911012345678",
         "发票代码：１４４０３１９０９１１０　发票号码：１２３４５６７８", "144031909110 No.12345678"],
    )  # fmt: skip
    def test_code_and_number(self, written: str) -> None:
        assert invoice_number(written) == "144031909110-12345678"

    def test_a_code_of_ten_digits(self) -> None:
        assert invoice_number("3300 1822 10 12345678") == invoice_number("330018221012345678") == "3300182210-12345678"

    def test_others(self) -> None:
        assert invoice_number("12345678") == "12345678"
        assert invoice_number("ab-12 c") == "AB12C"
        assert invoice_number("No. No. 12") == "12"
        assert invoice_number("piano 12") == "PIANO12"
        assert invoice_number("浙A12") == "U6D59A12"
        assert invoice_number(" - ") == ""

    @settings(deadline=None)
    @given(st.text() | st.text("No.1８发票代码号 -", max_size=12))
    def test_normal_form_is_normal(self, written: str) -> None:
        number = invoice_number(written)
        assert invoice_number(number) == number
        if number and len(number) < 150:
            region_stream("330106", "invoice", number)

    @settings(deadline=None)
    @given(st.text("0123456789", min_size=8, max_size=24), st.lists(st.sampled_from([" ", "-", "　", "/", "—", ""])))
    def test_separators_do_not_matter(self, digits: str, separators: list[str]) -> None:
        spread = digits
        for place, separator in enumerate(separators):
            spread = spread[: place * 2] + separator + spread[place * 2 :]
        assert invoice_number(spread) == invoice_number(digits)


class TestNames:
    """Names are compared folded, and stored as they were written."""

    @pytest.mark.parametrize("interpunct", "·•・‧．")
    def test_interpuncts(self, interpunct: str) -> None:
        assert same_name(f"艾力{interpunct}买买提", "艾力·买买提")

    def test_spaces(self) -> None:
        assert name_key("　周明远 ") == "周明远"
        assert same_name("王　芳", "王芳")
        assert same_name("艾力 · 买买提", "艾力·买买提")
        assert name_key(" John   Smith ") == "John Smith"
        assert not same_name("Li Na", "Lina")
        assert same_name("Ali 王", "Ali王")
        assert same_name("Ali · Mamat", "Ali·Mamat")

    def test_no_interpunct_is_another_name(self) -> None:
        assert not same_name("艾力买买提", "艾力·买买提")

    def test_compatibility_characters_stay(self) -> None:
        rare = "\uf9fd"
        assert unicodedata.normalize("NFC", rare) == "\u4ec0"
        assert name_key(rare) == rare
        assert not same_name(f"{rare}一", "\u4ec0一")
        assert name_key("ＡＢ") == "ＡＢ"

    def test_beyond_the_bmp(self) -> None:
        assert name_key("　\U00020bb7 \U00030000 ") == "\U00020bb7\U00030000"

    @settings(deadline=None)
    @given(st.text())
    def test_a_key_is_its_own_key(self, name: str) -> None:
        assert name_key(name_key(name)) == name_key(name)
