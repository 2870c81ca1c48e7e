"""What must be true before an act on a fund's account at the bank. Facts as in `guards`."""

from .acts import Facts, Reason
from .bank import month_end, month_label
from .deadlines import era
from .money.yen import yen
from .text import ja

MOST_NAMED = 5

# 預金口座


def account_is_unknown(facts: Facts) -> Reason | None:
    if not facts["known"]:
        return None
    return Reason("account_known", ja("同じ銀行・支店・種目・番号の口座が、すでに登録されています。"))


def opening_day_has_come(facts: Facts) -> Reason | None:
    if facts["opening_on"] <= facts["today"]:
        return None
    return Reason("day_to_come", ja("記録を始める日は、今日までの日を入れてください。"))


def later_account_opens_empty(facts: Facts) -> Reason | None:
    """What the first accounts hold together is what the book held; what a later one holds comes from them."""
    if not facts["opening_balance"] or facts["opens_together"]:
        return None
    text = ja(
        "後から加える口座は、残高0円から始めます。初めからあった口座は、ほかの口座と同じ日から、"
        "明細を取り込む前に登録してください。"
    )
    return Reason("not_empty", text)


# 明細


def file_is_new(facts: Facts) -> Reason | None:
    if facts["taken_as"] is None:
        return None
    text = ja("このファイルは、{number}番の明細として取込済みです。次の期間のファイルを選んでください。")
    return Reason("file_known", text.format(number=facts["taken_as"]))


def lines_are_new(facts: Facts) -> Reason | None:
    """Two lines may be alike; whether these are is for a person to say."""
    if not facts["known_lines"] or facts["told"]:
        return None
    text = ja(
        "取込済みの行と同じ内容の行が{count}行あります。重複か、同じ内容の別の取引かを確かめて選んでください。"
    )
    count = facts["known_lines"]
    return Reason("lines_known", text.format(count=count), (("lines", count),))


def opening_is_the_last(facts: Facts) -> Reason | None:
    """取引前残高, where a file tells it, is what the last line taken in left."""
    opening, said = facts["opening"], facts["said_opening"]
    if opening == said:
        return None
    text = ja(
        "前の残高が合いません。取込済みの明細の残高は{opening}ですが、ファイルの取引前残高は{said}です"
        "（差額{difference}）。間の期間の明細を先に取り込んでください。"
    )
    words = {"opening": yen(opening), "said": yen(said), "difference": yen(said - opening)}
    return Reason("other_opening", text.format(**words), (("difference", said - opening),))


def balances_follow(facts: Facts) -> Reason | None:
    """Row by row, where the bank wrote a balance; and never below zero."""
    if not facts["rows_amiss"]:
        return None
    told = "、".join(_amiss(*row) for row in facts["rows_amiss"][:MOST_NAMED])
    return Reason("balances_differ", ja("残高の合わない行があります：{rows}。").format(rows=told))


def _amiss(place: int, running: int, said: int | None) -> str:
    if said is None:
        text = ja("{place}行目（計算すると{running}で、0円を下回ります）")
        return text.format(place=place, running=yen(running))
    text = ja("{place}行目（計算すると{running}、明細では{said}、差額{difference}）")
    words = {"running": yen(running), "said": yen(said), "difference": yen(said - running)}
    return text.format(place=place, **words)


def statement_reaches_on(facts: Facts) -> Reason | None:
    first, until = facts["reached"], facts["until"]
    if first <= until <= facts["today"]:
        return None
    text = ja("「この日までの明細」には、{first}から今日までの日を入れてください。")
    return Reason("until_out_of_order", text.format(first=era(first)))


def days_of_lines_follow(facts: Facts) -> Reason | None:
    """Lines stand in the order of their days, after those taken in before."""
    if not facts["stray_days"]:
        return None
    text = ja(
        "日付の順でない行、または{first}から{last}までに入らない行があります：{rows}行目。"
        "取込済みの行と確認済みの月より後の、期間の中の行だけを、日付の順に取り込めます。"
    )
    rows = "、".join(str(row) for row in facts["stray_days"])
    words = {"first": era(facts["earliest"]), "last": era(facts["until"]), "rows": rows}
    return Reason("days_out_of_order", text.format(**words))


def lines_add_up(facts: Facts) -> Reason | None:
    """前の残高 + 入金 − 出金 = 後の残高, whatever the bank or a person wrote."""
    reached = facts["opening"] + facts["came_in"] - facts["went_out"]
    if reached == facts["closing"]:
        return None
    text = ja(
        "残高が合いません。前の残高{opening}に入金{came_in}を足し、出金{went_out}を引くと{reached}ですが、"
        "期間の終わりの残高は{closing}です（差額{difference}）。抜けた行や金額の誤りがないか確かめてください。"
    )
    difference = facts["closing"] - reached
    words = {name: yen(facts[name]) for name in ("opening", "came_in", "went_out", "closing")}
    words |= {"reached": yen(reached), "difference": yen(difference)}
    return Reason("does_not_add_up", text.format(**words), (("difference", difference),))


# 突合


def something_is_matched(facts: Facts) -> Reason | None:
    if facts["lines"] or facts["items"]:
        return None
    return Reason("nothing_chosen", ja("対応付ける明細と、帳簿の取引を選んでください。"))


def sums_agree(facts: Facts) -> Reason | None:
    lines, items = facts["of_lines"], facts["of_items"]
    if lines == items:
        return None
    text = ja(
        "金額が合いません。選んだ明細の合計は{lines}、帳簿の取引の合計は{items}です（差額{difference}）。"
        "明細と帳簿の取引を選び直してください。"
    )
    words = {"lines": yen(lines), "items": yen(items), "difference": yen(lines - items)}
    return Reason("sums_differ", text.format(**words), (("difference", lines - items),))


def month_is_not_signed(facts: Facts) -> Reason | None:
    if not facts["is_signed"]:
        return None
    text = ja("{month}の照合表は確認済みのため、その月の対応は変えられません。")
    return Reason("month_signed", text.format(month=month_label(facts["month"])))


def undoing_says_why(facts: Facts) -> Reason | None:
    return _says_why(facts, ja("取り消す理由を書いてください。"))


# 月次の照合表


def month_is_over(facts: Facts) -> Reason | None:
    last = month_end(facts["month"])
    if last < facts["today"]:
        return None
    text = ja("{month}は終わっていません。照合表は{day}の後に作れます。")
    return Reason("month_runs", text.format(month=month_label(facts["month"]), day=era(last)))


def statement_reaches_the_end(facts: Facts) -> Reason | None:
    last = month_end(facts["month"])
    if facts["until"] is not None and last <= facts["until"]:
        return None
    text = ja("{day}までの入出金明細を取り込んでから、照合表を作ってください。")
    return Reason("statement_short", text.format(day=era(last)))


def earlier_months_are_signed(facts: Facts) -> Reason | None:
    """One after the other; a signed month may be corrected by another version."""
    if facts["month"] <= facts["next_month"]:
        return None
    text = ja("先に{month}の照合表を確認してください。古い月から順に締めます。")
    return Reason("earlier_open", text.format(month=month_label(facts["next_month"])))


def no_sheet_waits(facts: Facts) -> Reason | None:
    if not facts["waits"]:
        return None
    return Reason(
        "sheet_waits", ja("確認待ちの照合表があります。確認するか、差し戻してから作り直してください。")
    )


def main_account_comes_last(facts: Facts) -> Reason | None:
    """Its balance in the book is what the fund holds less what the others do."""
    if not facts["others_open"]:
        return None
    text = ja(
        "主な口座の照合は最後に行います。先に、ほかの口座（{names}）のこの月の照合表を確認してください。"
    )
    return Reason("others_open", text.format(names="、".join(facts["others_open"])))


def correction_says_why(facts: Facts) -> Reason | None:
    if facts["former"] is None or facts["reason"].strip():
        return None
    text = ja("{month}には確認済みの照合表（第{version}版）があります。作り直す理由を書いてください。")
    words = {"month": month_label(facts["month"]), "version": facts["former"]}
    return Reason("no_reason", text.format(**words))


def difference_is_explained(facts: Facts) -> Reason | None:
    """What is left when in transit and the named lines are taken account of is nobody's money."""
    if not facts["difference"]:
        return None
    text = ja(
        "説明のつかない差額が{difference}あります。口座の記録を始めたときの残高の合計と、"
        "その前日の帳簿の残高が一致しているか確かめてください。"
    )
    return Reason("differs", text.format(difference=yen(facts["difference"])))


def every_line_is_explained(facts: Facts) -> Reason | None:
    if not facts["unexplained"]:
        return None
    text = ja(
        "帳簿に対応するもののない明細が{count}行あります。帳簿に記帳して対応付けるか、それぞれの説明を書いてください。"
    )
    return Reason("unexplained", text.format(count=facts["unexplained"]))


def another_person_signs(facts: Facts) -> Reason | None:
    if facts["drafter"] != facts["signer"]:
        return None
    text = ja("自分が作った照合表は、自分では確認できません。ほかの人に確認を依頼してください。")
    return Reason("same_person", text)


def sheet_is_as_drafted(facts: Facts) -> Reason | None:
    if facts["is_fresh"]:
        return None
    text = ja(
        "照合表を作った後に、帳簿か対応付けが変わりました。差し戻して、出納の担当者が作り直してください。"
    )
    return Reason("sheet_changed", text)


def dropping_says_why(facts: Facts) -> Reason | None:
    return _says_why(facts, ja("差し戻す理由を書いてください。"))


def _says_why(facts: Facts, text: str) -> Reason | None:
    return None if facts["why"].strip() else Reason("no_reason", text)
