"""What a reader does with a page, and what there is to see."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

_SECONDS = 15
_SIZE = {"width": 1000, "height": 640, "deviceScaleFactor": 1, "mobile": False}
_BY_THE_BROWSER = "GL Driver Message"  # of a drawing board made of software
WIDE = {"width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False}
NARROW = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": False}
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Down": "\ue015", "Up": "\ue013", "Tab": "\ue004"}


class Address(str):
    """The address of a page, which a reader opens as it opens a file."""

    __slots__ = ()

    def as_uri(self) -> str:
        return str(self)


class Reader:
    """One page in a browser, and a hand on its mouse and keyboard."""

    def __init__(self, driver) -> None:
        self.driver = driver
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def open(self, path: Path, fragment: str = "", size: dict[str, object] = _SIZE) -> None:
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", dict(size))
        self.driver.get("about:blank")
        self.look()
        self.requests.clear()
        self.complaints.clear()
        self.driver.get(path.as_uri() + fragment)
        self.until(lambda: self.script("return document.readyState === 'complete'"))

    def script(self, code: str, *given: object):
        return self.driver.execute_script(code, *given)

    def ask(self, name: str, *given: object):
        """What the page tells of itself."""
        return self.script(f"return kgNetwork.{name}(...arguments)", *given)

    def all(self, selector: str) -> list:
        return self.driver.find_elements("css selector", selector)

    def texts(self, selector: str) -> list[str]:
        return [found.text for found in self.all(selector)]

    def heading(self) -> str:
        return self.texts("#panel h2")[0]

    def press(self, *keys: str) -> None:
        """Press keys wherever the focus is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(KEYS.get(key, key))

    def search(self, text: str, *then: str) -> None:
        self.press("/", *text, *then)

    def click(self, selector: str, text: str = "") -> None:
        next(found for found in self.all(selector) if text in found.text).click()

    def point(self, x: float, y: float, *, click: bool = False) -> None:
        """Move the mouse to a place in the window, and press its button."""
        for kind in ("mouseMoved", *(("mousePressed", "mouseReleased") if click else ())):
            self.driver.execute_cdp_cmd(
                "Input.dispatchMouseEvent",
                {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1}
                if kind != "mouseMoved"
                else {"type": kind, "x": x, "y": y},
            )

    def wheel(self, x: float, y: float, turned: int) -> None:
        event = {"type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": turned}
        self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", event)

    def until(self, holds: Callable[[], bool]) -> None:
        end = monotonic() + _SECONDS
        while not holds():
            assert monotonic() < end, "it did not come true in time"
            sleep(0.05)

    @contextmanager
    def dark(self) -> Iterator[None]:
        """A reader who likes it dark."""
        feature = {"name": "prefers-color-scheme", "value": "dark"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    @contextmanager
    def without_scripts(self) -> Iterator[None]:
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            yield
        finally:
            self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    def look(self) -> None:
        """Gather what was requested and complained of since."""
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
        self.complaints += [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if _BY_THE_BROWSER not in entry["message"]
        ]
