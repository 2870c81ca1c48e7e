"""What a bank can read of what people type."""

import pytest

from law.acts import Refused
from law.payees import account_number, code
from law.zengin import PATTERN, as_sent


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("ミホンセイヤク（カ", "ﾐﾎﾝｾｲﾔｸ(ｶ"),
        ("みほんせいやく", "ﾐﾎﾝｾｲﾔｸ"),
        ("ﾐﾎﾝ　ｾｲﾔｸ", "ﾐﾎﾝ ｾｲﾔｸ"),
        ("ガギパヴ", "ｶﾞｷﾞﾊﾟｳﾞ"),
        ("ファーマ・ヲ", "ﾌｱ-ﾏ.ｵ"),
        ("ミホン－Ａｂ１２", "ﾐﾎﾝ-AB12"),
        ("「ミ」、￥\\", "｢ﾐ｣,¥¥"),
        ("  ミ   ホ ", "ﾐ ﾎ"),
    ],
)
def test_any_width_is_understood(typed, sent):
    assert as_sent(typed, 30) == sent
    assert as_sent(sent, 30) == sent


def test_what_is_sent_is_one_byte_a_sign():
    sent = as_sent("パピプ（カ）ヴァ", 30)
    assert len(sent.encode("shift_jis")) == len(sent)
    assert len(PATTERN.encode("shift_jis")) == len(PATTERN) == len(set(PATTERN))


@pytest.mark.parametrize(
    ("typed", "named"), [("見本製薬", "見、本、製、薬"), ("ミホン＠", "@"), ("ｶ＆ｺ", "&")]
)
def test_what_no_bank_can_read_is_named(typed, named):
    with pytest.raises(Refused, match="銀行に送れない文字") as refused:
        as_sent(typed, 30)
    assert f"（{named}）" in str(refused.value)


def test_a_sound_mark_takes_a_place_of_its_own():
    assert len(as_sent("ガ" * 15, 30)) == 30
    with pytest.raises(Refused, match="30字まで"):
        as_sent("ガ" * 15 + "ア", 30)
    with pytest.raises(Refused, match="30字まで"):
        as_sent(" ", 30)


def test_codes_and_numbers_in_any_width():
    assert (code("０００１", 4), code(" 990 ", 3), account_number("１２３")) == ("0001", "990", "0000123")
    for wrong in ("1", "12345", "12a4", "一二三四"):
        with pytest.raises(Refused, match="4桁の数字"):
            code(wrong, 4)
    for wrong in ("", "12345678", "1-2"):
        with pytest.raises(Refused, match="7桁までの数字"):
            account_number(wrong)
