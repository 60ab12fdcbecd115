"""People at their phones: they open the form, send it, and send it again until they are answered.

Each is a plain HTTP client with cookies. What reached them is written into the acknowledgement
ledger. A person does not give up at an error page: that is what makes a lost answer dangerous.
"""

from __future__ import annotations

import http.client
import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from queue import Empty, SimpleQueue
from urllib.parse import urlencode, urlsplit

from tests.faults.acknowledged import Acknowledged
from tests.faults.stand import Site

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="key" value="([0-9a-f]{32})"')
DONE = re.compile(r"/activities/\d+/signup/done/([0-9A-Z]{12})/")
PATIENCE_SECONDS = 90.0


class Unanswered(Exception):
    """Asked for as long as a person would, and no answer that helps."""


@dataclass
class Browser:
    """One device: keeps its cookies, follows nothing, survives a connection that breaks."""

    site: Site
    acknowledged: Acknowledged | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    last: object = None
    _connection: http.client.HTTPConnection | None = None

    def ask(
        self, method: str, path: str, body: bytes = b"", content_type: str = ""
    ) -> tuple[int, str, str]:
        """Status, page and Location; status 0 where no whole answer came."""
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Referer": f"http://127.0.0.1:{self.site.demo.port}{path}",
            **({"Content-Type": content_type} if content_type else {}),
        }
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                "127.0.0.1", self.site.demo.port, timeout=45
            )
        try:
            self._connection.request(method, path, body=body or None, headers=headers)
            response = self._connection.getresponse()
            page = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as error:
            self.close()
            self.last = type(error).__name__
            return 0, "", ""
        self.last = response.status
        if response.status == 500 and self.acknowledged:
            self.acknowledged.answered_500(path)
        for cookie in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(cookie).items():
                self.cookies[name] = morsel.value
        return response.status, page, response.headers.get("Location") or ""

    def post(self, path: str, form: dict[str, object]) -> tuple[int, str, str]:
        return self.ask("POST", path, urlencode(form).encode(), "application/x-www-form-urlencoded")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def open(self, path: str) -> str:
        """The page, asked for until it is there."""
        return self.until(lambda: self._page(path))

    def _page(self, path: str) -> str | None:
        status, page, _location = self.ask("GET", path)
        return page if status == 200 else None

    def until(self, attempt: Callable[[], str | None]) -> str:
        """Tries as a person does, again and again; raises Unanswered."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (answer := attempt()) is None:
            if time.monotonic() > deadline:
                raise Unanswered(self.last)
            time.sleep(0.3)
        return answer

    def token(self, page: str) -> str:
        found = TOKEN.search(page)
        assert found, "a page without its form"
        return found[1]


@dataclass
class Rush:
    """So many people at once for fewer places; a part of them cancels again, a part taps twice."""

    site: Site
    activity: int
    session: int
    people: int
    series: int
    keeps_form_key: bool = True
    cancels: bool = True
    acknowledged: Acknowledged = field(init=False)
    threads: list[threading.Thread] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.acknowledged = Acknowledged(self.session)

    def start(self, clients: int = 12) -> None:
        numbers: SimpleQueue[int] = SimpleQueue()
        for number in range(self.people):
            numbers.put(number)

        def serve() -> None:
            while True:
                try:
                    number = numbers.get_nowait()
                except Empty:
                    return
                try:
                    self._person(number)
                except Exception as error:  # noqa: BLE001  told by `wait`
                    self.errors.append(error)

        self.threads = [threading.Thread(target=serve, daemon=True) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def wait(self) -> None:
        for thread in self.threads:
            thread.join(PATIENCE_SECONDS * 4)
        assert not any(thread.is_alive() for thread in self.threads), "a visitor is stuck"
        if self.errors:
            raise self.errors[0]

    def _person(self, number: int) -> None:
        name = f"邻居{self.series}号{number}"
        browser = Browser(self.site, self.acknowledged)
        try:
            code = self._sign_up(browser, name, number)
            self.acknowledged.signed_up(name, code)
            if self.cancels and number % 4 == 1:
                self._cancel(browser, code)
                self.acknowledged.cancelled(name)
        except Unanswered as error:
            self.acknowledged.gave_up(name, error)
        finally:
            browser.close()

    def _sign_up(self, browser: Browser, name: str, number: int) -> str:
        path = f"/activities/{self.activity}/signup/?session={self.session}"
        page = browser.open(path)
        key = KEY.search(page)
        assert key, "a form without its key"
        form: dict[str, object] = {
            "csrfmiddlewaretoken": browser.token(page),
            "key": key[1],
            "session": self.session,
            "who": "new",
            "people": 1 + number % 3,
            "name": name,
            "queue": 1,
        }
        # Every fifth has no phone: then only the form's key tells a second tap from a second person.
        form |= (
            {"no_phone": "on"}
            if number % 5 == 0 or not self.keeps_form_key
            else {"phone": f"139{self.series % 1000:03d}{number:05d}"}
        )

        def send() -> str | None:
            if not self.keeps_form_key:
                form["key"] = secrets.token_hex(16)
            _status, _page, location = browser.post(path, form)
            found = DONE.fullmatch(urlsplit(location).path)
            return found[1] if found else None

        code = browser.until(send)
        if number % 10 == 3 and self.keeps_form_key:
            self.acknowledged.signed_up(name, browser.until(send))
        return code

    def _cancel(self, browser: Browser, code: str) -> None:
        path = f"/t/{code}/cancel/"
        token = TOKEN.search(browser.open(path))
        assert token, "nothing to cancel"

        def send() -> str | None:
            status, _page, location = browser.post(path, {"csrfmiddlewaretoken": token[1]})
            return location if status == 302 else None

        browser.until(send)
