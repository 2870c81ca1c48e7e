"""The page that describes the API: under our own policy, without anyone else's server, at three widths."""

import pytest

from .test_pages import OVERFLOW, violations


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_page_of_the_api_is_whole_without_any_other_server(people, system, width):
    page = people("").page
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.set_viewport_size({"width": width, "height": 900})
    answer = page.goto("/api/v1/docs/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert [url for url in asked if not url.startswith((system.url, "data:"))] == []
    assert said == []  # what the policy refuses is said on the console
    assert page.evaluate(OVERFLOW) == 0
    assert violations(page) == []
    page.get_by_role("navigation", name="目次").get_by_role("link", name="うまくいかないとき").click()
    assert page.url.endswith("#problems")
    assert page.get_by_role("heading", name="うまくいかないとき").is_visible()
