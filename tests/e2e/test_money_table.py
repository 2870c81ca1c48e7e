"""A money table of many years and sums of 13 digits: the sums stay in sight at every width."""

import pytest

BIG = "9,999,999,999,999"
SEEN = """table => {
  const box = table.closest('.kk-table-scroll').getBoundingClientRect();
  return [...table.querySelectorAll(':is(tbody, tfoot) tr > :last-child')].every(cell => {
    const place = cell.getBoundingClientRect();
    const inside = place.right <= box.right + 1 && place.left >= box.left - 1;
    return inside && cell.scrollWidth <= cell.clientWidth + 1;
  });
}"""


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_sum_of_every_row_is_seen_whole(people, plans, width):
    lead = people("yoshino")
    lead.page.set_viewport_size({"width": width, "height": 900})
    lead.go(f"/plans/{plans['sums']}/parts/costs/")
    for box in lead.page.query_selector_all(".kk-money input"):
        box.evaluate(
            "(box, sum) => { box.value = sum; box.dispatchEvent(new Event('input', {bubbles: true})); }", BIG
        )
    tables = lead.page.query_selector_all(".kk-money table")
    assert tables
    assert all(table.evaluate(SEEN) for table in tables)
    assert lead.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
