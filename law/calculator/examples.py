"""One worked example of each kind, as the contract and the pages show it."""

from typing import Any

from ..text import ja

EXAMPLES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "grant",
        ja("補助金の額（医療施設等施設整備費補助金の算定方法）"),
        {
            "kind": "grant",
            "standard_amount": 2_600_000_000,
            "eligible_cost": 2_480_123_456,
            "total_cost": 2_700_000_000,
            "other_income": 300_000_000,
            "rate": "1/2",
            "unit": 1_000,
        },
    ),
    (
        "fixed_amount",
        ja("額の確定（按分）と、概算払を受けた後の返還"),
        {
            "kind": "fixed_amount",
            "decided_eligible_cost": 200,
            "decided_grant": 160,
            "actual_eligible_cost": 190,
            "paid": 160,
        },
    ),
    (
        "fixed_amount_recalculated",
        ja("額の確定（実績で計算し直し、少ない方）"),
        {
            "kind": "fixed_amount",
            "rule": "recalculated",
            "decided_grant": 900_000,
            "standard_amount": None,
            "actual_eligible_cost": 2_000_000,
            "actual_total_cost": 2_000_000,
            "actual_other_income": 500_000,
            "rate": "1/2",
        },
    ),
    (
        "fixed_amount_per_category",
        ja("額の確定（経費区分ごとに補助率を掛け、少ない方）"),
        {
            "kind": "fixed_amount",
            "rule": "per_category",
            "rate": "1/2",
            "categories": [
                {"category": ja("設備"), "decided_grant": 500_000, "actual_eligible_cost": 1_200_000},
                {"category": ja("工事"), "decided_grant": 300_000, "actual_eligible_cost": 400_001},
            ],
        },
    ),
    (
        "surcharge",
        ja("加算金と延滞金（17条1項、二度の受領と二度の納付）"),
        {
            "kind": "surcharge",
            "payments": [
                {"date": "2026-05-01", "amount": 6_000_000},
                {"date": "2026-11-01", "amount": 4_000_000},
            ],
            "refund_amount": 5_000_000,
            "due_date": "2027-07-20",
            "refunds": [
                {"date": "2027-07-10", "amount": 3_000_000},
                {"date": "2027-08-09", "amount": 2_000_000},
            ],
            "from_article": "17(1)",
        },
    ),
    (
        "multi_year",
        ja("二年度・二社・二つの経費区分に、三つの上限"),
        {
            "kind": "multi_year",
            "cells": [
                {
                    "fiscal_year": year,
                    "category": category,
                    "party": party,
                    "eligible_cost": cost,
                    "standard_amount": standard,
                }
                for year in (2026, 2027)
                for party in (ja("甲社"), ja("乙社"))
                for category, cost, standard in (
                    (ja("設備"), 60_001_000, 50_000_000),
                    (ja("工事"), 30_000_500, None),
                )
            ],
            "totals": [
                {"fiscal_year": year, "party": party, "total_cost": 95_000_000, "other_income": 1_000_000}
                for year in (2026, 2027)
                for party in (ja("甲社"), ja("乙社"))
            ],
            "rate": "1/2",
            "unit": 1_000,
            "caps": {"by_year": {"2026": 70_000_000}, "by_party": 75_000_000, "total": 120_000_000},
        },
    ),
    (
        "consumption_tax",
        ja("消費税仕入控除税額（個別対応方式）"),
        {
            "kind": "consumption_tax",
            "method": "individual",
            "grant": 1_100_000,
            "eligible_cost": 2_200_000,
            "purchases": {"for_taxed_sales": 1_100_000, "for_both": 550_000, "for_untaxed_sales": 550_000},
            "taxed_sales": 80,
            "all_sales": 100,
        },
    ),
)
