"""The half-width set of the 全国銀行協会 formats: what a person types, and what of it a bank can read.

Katakana without the small letters and ｦ, both sound marks, capitals, figures, a few signs and the space
(JIS X 0201, one byte each). Small letters, ヲ and the long mark have their customary stand-ins.
"""

import unicodedata

from ..acts import Reason, Refused
from ..text import ja

PATTERN = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ()-/.,¥｢｣"
_HALF = str.maketrans(
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u3099\u309a「」、。・\\",
    "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ｢｣,..¥",
)
_STAND_INS = str.maketrans("ァィゥェォッャュョヮヵヶヲ", "アイウエオツヤユヨワカケオ")
_DASHES = str.maketrans(dict.fromkeys("ー‐‑‒–—―−─━˗⁃", "-"))
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
MOST_NAMED = 5


def as_sent(typed: str, most: int) -> str:
    """`typed` in any width as the bank gets it, `most` signs at most: 「かぶしき・ミホン」 is ｶﾌﾞｼｷ.ﾐﾎﾝ.

    Raises Refused with the signs that no bank can read, and what to type instead.
    """
    folded = unicodedata.normalize("NFKC", " ".join(typed.split())).upper()
    plain = folded.translate(_HIRAGANA).translate(_STAND_INS).translate(_DASHES)
    sent = unicodedata.normalize("NFD", plain).translate(_HALF)
    unknown = list(dict.fromkeys(sign for sign in sent if sign not in PATTERN))
    if unknown:
        text = ja(
            "銀行に送れない文字（{signs}）があります。カタカナ、英大文字、数字と「( ) - . / ,」だけで、"
            "通帳の表記のとおりに入力してください。"
        )
        raise Refused(Reason("not_for_a_bank", text.format(signs="、".join(unknown[:MOST_NAMED]))))
    if not 0 < len(sent) <= most:
        text = ja(
            "銀行に送る表記（半角、濁点も1字）で{most}字までです。通帳の略し方に合わせて縮めてください。"
        )
        raise Refused(Reason("too_long_for_a_bank", text.format(most=most), (("most", most),)))
    return sent
