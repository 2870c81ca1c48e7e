"""People of the cast, each at a browser of their own."""

import time
from pathlib import Path

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, Response, expect

from accounts.cast import PEOPLE

from .system import PATIENCE, System

WIDE = {"width": 1280, "height": 900}


class Person:
    """`key` as in accounts/cast.json, or "" for someone who never signs in."""

    def __init__(self, browser: Browser, system: System, key: str = "", **options) -> None:
        self.key = key
        self.system = system
        self.wrongs: list[str] = []
        self.context: BrowserContext = browser.new_context(
            **{"base_url": system.url, "locale": "ja-JP", "timezone_id": "Asia/Tokyo", "viewport": WIDE}
            | options
        )
        self.context.set_default_timeout(PATIENCE * 1000)
        self.context.on("response", self._notice_answer)
        self.page: Page = self.new_page()

    def new_page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.wrongs.append(f"{page.url}: {error}"))
        return page

    def _notice_answer(self, response: Response) -> None:
        if response.status >= 500:
            self.wrongs.append(f"{response.status} {response.request.method} {response.url}")

    def close(self) -> None:
        self.context.close()
        assert not self.wrongs, f"{self.wrongs}\n{self.system.log()[-3000:]}"

    # Signing in

    @property
    def name(self) -> str:
        return PEOPLE[self.key].name

    def sign_in(self) -> "Person":
        """By the demo's one click."""
        self.page.goto("/account/login/")
        self.click(f"{self.name}として入る")
        self.page.wait_for_url(lambda url: "/account/" not in url)
        return self

    def sign_in_by_password(self) -> "Person":
        """As outside the demo: address, password, and for an official the six digits."""
        known = self.system.cast[self.key]
        self.page.goto("/account/login/")
        self.type("メールアドレス", known["username"])
        self.type("パスワード", known["password"])
        self.click("サインインする")
        if known["totp_secret"]:
            self.page.get_by_role("textbox", name="コード").fill(digits(known["totp_secret"]))
            self.page.get_by_role("main").get_by_role("button").first.click()
        self.page.wait_for_url(lambda url: "/account/" not in url)
        return self

    # What a person does at a page

    def go(self, path: str) -> "Person":
        answer = self.page.goto(path)
        assert answer is not None, path
        assert answer.status < 400, f"{answer.status} {path}"
        return self

    def click(self, name: str, *, within: Locator | None = None, exact: bool = False) -> None:
        (within or self.page).get_by_role("button", name=name, exact=exact).first.click()

    def follow(self, name: str, *, within: Locator | None = None, exact: bool = False) -> None:
        (within or self.page).get_by_role("link", name=name, exact=exact).first.click()

    def type(self, label: str, text: str, *, within: Locator | None = None) -> None:
        boxes = self.page.locator("input, textarea")
        (within or self.page).get_by_label(label).and_(boxes).first.fill(text)

    def type_day(self, legend: str, text: str, *, within: Locator | None = None) -> None:
        """`text` like 令和8-12-1, into the three boxes 年 月 日."""
        boxes = (within or self.page).get_by_role("group", name=legend)
        for label, part in zip("年月日", text.split("-"), strict=True):
            boxes.get_by_label(label, exact=True).fill(part)

    def tick(self, label: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_label(label).first.check()

    def choose(self, label: str, option: str, *, within: Locator | None = None) -> None:
        (within or self.page).get_by_label(label).first.select_option(label=option)

    def sees(self, text: str, *, within: Locator | None = None) -> None:
        expect((within or self.page).get_by_text(text).filter(visible=True).first).to_be_visible()

    def sees_heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", name=text).first).to_be_visible()

    def never_sees(self, text: str) -> None:
        assert text not in self.page.content()

    def downloads(self, name: str, role: str = "link") -> tuple[Download, bytes]:
        with self.page.expect_download() as waiting:
            self.page.get_by_role(role, name=name).first.click()
        return waiting.value, Path(waiting.value.path()).read_bytes()

    def fetches(self, path: str) -> bytes:
        answer = self.context.request.get(path)
        assert answer.ok, f"{answer.status} {path}"
        return answer.body()


def digits(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
