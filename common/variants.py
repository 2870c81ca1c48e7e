"""Letters that names are written with in more than one way: 髙﨑 is found by 高崎.

Unicode unites only some of them (NFKC leaves 髙 and 﨑 alone), and a registered name keeps its own letter.
"""

import re

# Each family: the letter of the 常用漢字表 or the usual one first.
WRITTEN = """
高髙 崎\ufa11嵜 吉\U00020bb7 浜濱濵 辺邊邉 斉齊 斎齋 沢澤 広廣 国國 徳德 瀬瀨 島嶋嶌 桜櫻 恵惠 薬藥 栄榮
黒黑 富冨 真眞 関關 学學 会會 滝瀧 竜龍 蔵藏 万萬 与與 条條 塩鹽 団團 医醫 検檢 円圓 寿壽 豊豐 亜亞 巌巖 槙槇
尭堯 晋晉 鉄鐵 郎郞
"""
FAMILIES = tuple(WRITTEN.split())
_CLASS = {letter: f"[{family}]" for family in FAMILIES for letter in family}


def pattern(words: str) -> str:
    """A regular expression for both databases: a name that holds `words`, in whichever letters."""
    return "".join(_CLASS.get(letter) or re.escape(letter) for letter in words)
