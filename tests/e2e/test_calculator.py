"""「いくらになるか試算する」: by anyone, in a browser, with its scripts and without them."""

import pytest

from .people import Person

WIDTHS = (360, 768, 1280)
PAYMENTS = (("2026", "5", "1", "６，０００，０００"), ("令和8", "11", "1", "400万円"))
REFUNDS = (("2027", "7", "10", "3,000,000"), ("2027", "8", "9", "2,000,000円"))


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def anyone(request, browser, system):
    person = Person(browser, system, java_script_enabled=request.param)
    yield person
    person.close()


def write(page, name: str, text: str) -> None:
    page.locator(f'[name="{name}"]').fill(text)


def write_rows(page, name: str, rows) -> None:
    for place, (year, month, day, amount) in enumerate(rows):
        if place:
            page.locator(f'button[value="row:{name}"]').click()
            page.locator(f'[name="{name}-{place}-amount"]').wait_for()
        for box, text in (("year", year), ("month", month), ("day", day)):
            write(page, f"{name}-{place}-date_{box}", text)
        write(page, f"{name}-{place}-amount", amount)


def figures(page) -> list[str]:
    page.locator("#result").wait_for()
    return page.locator(".kk-figure__amount").all_text_contents()


def test_a_return_in_parts_row_by_row(anyone):
    page = anyone.go("/calculator/surcharge/").page
    write(page, "refund_amount", "5,000,000")
    for box, text in (("year", "令和9"), ("month", "7"), ("day", "20")):
        write(page, f"due_date_{box}", text)
    write_rows(page, "payments", PAYMENTS)
    write_rows(page, "refunds", REFUNDS)
    anyone.click("試算する")
    assert figures(page) == ["451,200円", "12,000円"]
    anyone.sees("適正化法施行令10条1項")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_grid_of_two_companies(anyone):
    page = anyone.go("/calculator/multi-year/").page
    page.locator('[name="years"]').select_option("2")
    write(page, "parties", "甲社\n乙社")
    write(page, "total", "1億2000万円")
    anyone.click("表を作り直す")
    page.get_by_role("heading", name="乙社").wait_for()
    sums = ["60,000,000", "30,000,500", "95,000,000", "1,000,000"]
    for place, box in enumerate(page.locator(".kk-money td input").all()):
        box.fill(sums[place // 2 % 4])
    anyone.click("試算する")
    assert figures(page) == ["120,000,000円"]
    assert page.locator('[name="parties"]').input_value() == "甲社\n乙社"
