"""What a person calls each member of the calculator's documents."""

from ..money import TAX_METHODS, UNDER, FixingRule, Rest, Spread, Stage, Takes, Ties
from ..text import ja

# fmt: off
LABELS = {
    "kind":                  ja("試算の種類"),
    "standard_amount":       ja("基準額"),
    "eligible_cost":         ja("補助対象経費"),
    "total_cost":            ja("総事業費"),
    "other_income":          ja("寄付金その他の収入"),
    "rate":                  ja("補助率"),
    "unit":                  ja("切捨ての単位"),
    "cap":                   ja("上限額"),
    "rule":                  ja("額の確定の方法"),
    "decided_eligible_cost": ja("交付決定の補助対象経費"),
    "decided_grant":         ja("交付決定額"),
    "actual_eligible_cost":  ja("実績の補助対象経費"),
    "actual_total_cost":     ja("実績の総事業費"),
    "actual_other_income":   ja("実績の寄付金その他の収入"),
    "categories":            ja("経費区分"),
    "category":              ja("経費区分"),
    "paid":                  ja("すでに支払を受けた額"),
    "payments":              ja("受領"),
    "refunds":               ja("納付"),
    "date":                  ja("日付"),
    "amount":                ja("金額"),
    "refund_amount":         ja("返還額"),
    "due_date":              ja("納期限"),
    "from_article":          ja("返還の根拠の条"),
    "as_of":                 ja("計算の基準日"),
    "cells":                 ja("費用の欄"),
    "totals":                ja("年度と参加者ごとの総事業費と収入"),
    "fiscal_year":           ja("年度"),
    "party":                 ja("参加者"),
    "caps":                  ja("上限"),
    "by_year":               ja("年度ごとの上限額"),
    "by_party":              ja("参加者ごとの上限額"),
    "total":                 ja("全体の上限額"),
    "method":                ja("計算の方法"),
    "order":                 ja("上限をかける順"),
    "spread":                ja("上限の残りの配り方"),
    "rest":                  ja("切捨ての残りの配り方"),
    "ties":                  ja("端数が同じときの順"),
    "takes":                 ja("全体の上限で減らす年度"),
    "grant":                 ja("補助金の額"),
    "purchases":             ja("課税仕入れ"),
    "for_taxed_sales":       ja("課税売上げにだけ要するもの"),
    "for_both":              ja("課税・非課税に共通して要するもの"),
    "for_untaxed_sales":     ja("非課税売上げにだけ要するもの"),
    "taxed_sales":           ja("課税売上高"),
    "all_sales":             ja("総売上高"),
    "tax_rate":              ja("消費税の割合"),
}
# fmt: on
# Where a person finds what the law calls so: a refusal of law.money knows no member of a document.
PLACES = {label: name for name, label in LABELS.items()} | {
    ja("受領額"): "payments",
    ja("納付額"): "refunds",
    ja("納付の日"): "refunds",
}
# What may be said under a name, and how a person reads it.
CHOICES: dict[str, dict[str, str]] = {
    "rule": {
        FixingRule.PROPORTIONAL: ja("実績の経費に応じて按分し、交付決定額と比べて少ない方"),
        FixingRule.RECALCULATED: ja("実績の金額で補助金の額を計算し直し、交付決定額と比べて少ない方"),
        FixingRule.PER_CATEGORY: ja("経費区分ごとに実績 × 補助率と交付決定額の少ない方をとり、合計する"),
    },
    "order": {
        Stage.PARTY: ja("参加者ごと"),
        Stage.YEAR: ja("年度ごと"),
        Stage.TOTAL: ja("全体"),
    },
    "spread": {
        Spread.PROPORTION: ja("額に比例して配る"),
        Spread.ORDER: ja("記載の順に満たす"),
    },
    "rest": {
        Rest.LARGEST_FRACTION: ja("端数の大きい順に配る"),
        Rest.ORDER: ja("記載の順に配る"),
        Rest.NOBODY: ja("配らない"),
    },
    "ties": {
        Ties.ORDER: ja("記載の順"),
        Ties.LARGER_AMOUNT: ja("額の大きい方が先"),
    },
    "takes": {
        Takes.LAST_YEAR: ja("最後の年度から減らす"),
        Takes.ALIKE: ja("どの年度からも比例して減らす"),
    },
    "from_article": {under.value: words for under, words in UNDER.items()},
    "method": {method.value: words for method, words in TAX_METHODS.items()},
}
