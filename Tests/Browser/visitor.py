"""A person with a browser: presses, types, and looks closely at every page."""

import importlib.util
import pathlib
import re

from axe_selenium_python import Axe
from selenium import webdriver
from selenium.common.exceptions import JavascriptException, StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

ENGINE = pathlib.Path(importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]) / "axe.min.js"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
# WCAG 2.2 AA and axe's own good practice.
RULES = (
    "{resultTypes: ['violations'],"
    " runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
)
# The same page in other colours can differ in one thing only.
DARK_RULES = "{resultTypes: ['violations'], runOnly: {type: 'rule', values: ['color-contrast']}}"


def start_chromium():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in [
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en",
        "--force-prefers-reduced-motion",
    ]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(30)
    driver.set_script_timeout(30)
    return driver


class Visitor:
    def __init__(self, driver, screens):
        self.driver, self.screens = driver, screens
        self.scripts, self.size = True, "desktop"
        self.scripts_before = []

    # --- Who visits --------------------------------------------------------------------------------------------------

    def become(self, scripts=True, size="desktop", language=None):
        """A new person: no cookies, and a browser with or without scripts."""
        self.scripts, self.size = scripts, size
        width, height = SIZES[size]
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=size == "phone",
        )
        while self.scripts_before:
            self.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=self.scripts_before.pop())
        self.cdp("Network.enable")
        self.cdp("Network.setExtraHTTPHeaders", headers={"Accept-Language": language} if language else {})
        self.cdp("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.driver.get("data:text/html,<title>off</title><script>document.title = 'on'</script>")
        assert self.driver.title == ("on" if scripts else "off"), "the browser does not do as it was told about scripts"
        # Only now: the page before might have asked for something once more.
        self.cdp("Network.clearBrowserCookies")
        self.driver.get_log("browser")
        return self

    def before_each_page(self, script):
        """Runs a script before those of every page to come, until somebody else visits."""
        added = self.cdp("Page.addScriptToEvaluateOnNewDocument", source=script)
        self.scripts_before.append(added["identifier"])

    def cdp(self, command, **parameters):
        return self.driver.execute_cdp_cmd(command, parameters)

    # --- What a person does ------------------------------------------------------------------------------------------

    def open(self, url):
        self.driver.get(url)

    def find(self, by, value):
        """An element, as soon as it is there."""
        self.until(lambda driver: driver.find_elements(by, value), value)
        return self.driver.find_element(by, value)

    def steadily(self, act):
        """Some pages refresh by themselves: what was found may be of the page before."""
        for _ in range(4):
            try:
                return act()
            except StaleElementReferenceException:
                continue
        return act()

    def button(self, label):
        return self.find(By.XPATH, f"//button[normalize-space()={label!r}]")

    def press(self, label):
        self.leave(lambda: self.button(label).click())

    def follow(self, label):
        self.leave(lambda: self.find(By.XPATH, f"//a[normalize-space()={label!r}]").click())

    def fill(self, name, text):
        field = self.find(By.NAME, name)
        field.clear()
        field.send_keys(text)

    def choose(self, name, value):
        self.find(By.CSS_SELECTOR, f"input[name={name}][value={value}]").click()

    def read(self, selector):
        return self.steadily(lambda: self.find(By.CSS_SELECTOR, selector).text)

    def leave(self, act):
        """Does something, and waits until another page is there."""
        old = self.driver.find_element(By.TAG_NAME, "html").id
        self.steadily(act)

        def has_left(driver):
            return driver.find_element(By.TAG_NAME, "html").id != old and self.is_loaded()

        self.until(has_left, "another page")

    # --- What a person sees ------------------------------------------------------------------------------------------

    @property
    def url(self):
        return self.driver.current_url

    @property
    def heading(self):
        return self.driver.find_element(By.TAG_NAME, "h1").text

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    def is_loaded(self):
        return self.driver.execute_script("return document.readyState") == "complete"

    def until(self, condition, what, seconds=20):
        wait = WebDriverWait(
            self.driver, seconds, poll_frequency=0.05,
            ignored_exceptions=[StaleElementReferenceException, JavascriptException, WebDriverException],
        )
        wait.until(condition, f"no {what}; this is {self.url}")

    def until_url(self, start):
        self.until(lambda _: self.url.startswith(start) and self.is_loaded(), f"page at {start}")

    # --- What a page must be -----------------------------------------------------------------------------------------

    def look(self, name, language="en", status=200):
        """Everything that must be true of every page."""
        where = f"{name} ({self.url})"
        page = self.driver.find_element(By.TAG_NAME, "html")
        assert page.get_attribute("lang") == language, f"{where} is in {page.get_attribute('lang')}"
        assert self.driver.title.strip(), f"{where} has no title"
        assert len(self.driver.find_elements(By.TAG_NAME, "h1")) == 1, f"{where} needs one h1"
        assert "{{" not in self.text, f"{where} shows a template"
        widths = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        content, window = self.driver.execute_script(widths)
        assert content <= window, f"{where} scrolls sideways: {content} > {window}"
        # Colours do not depend on scripts.
        for scheme in ["light", "dark"] if self.scripts else ["light"]:
            self.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
            self.save(name, scheme)
            assert not (found := self.violations(dark=scheme == "dark")), f"{where}, {scheme}: {found}"
        self.cdp("Emulation.setEmulatedMedia", features=[])
        self.expect_quiet(where, status)

    def violations(self, dark=False):
        """What axe finds; in a browser without scripts they are allowed for as long as axe runs, never while a page loads."""
        for attempt in range(3):
            self.cdp("Emulation.setScriptExecutionDisabled", value=False)
            try:
                axe = Axe(self.driver, script_url=str(ENGINE))
                if not self.driver.execute_script("return 'axe' in window"):
                    axe.inject()
                found = axe.run(options=DARK_RULES if dark else RULES)["violations"]
                return [
                    (each["id"], [node["html"] for node in each["nodes"]]) for each in found
                    if not (each["id"] == "meta-refresh" and self.can_stand_still())
                ]
            except (JavascriptException, WebDriverException):
                # The page refreshed itself meanwhile.
                if attempt == 2:
                    raise
            finally:
                self.cdp("Emulation.setScriptExecutionDisabled", value=not self.scripts)

    def can_stand_still(self):
        """Whether the page has a way to turn off that it loads again (WCAG 2.2 section 2.2.1), which axe cannot know of."""
        return not self.scripts and bool(self.driver.find_elements(By.CSS_SELECTOR, "noscript a[href$='?still']"))

    def expect_quiet(self, where, status=200):
        """Nothing on the console: no blocked content, no script error; only the status of the page itself."""
        expected = f"responded with a status of {status} "
        noise = [
            entry["message"] for entry in self.driver.get_log("browser")
            if entry["level"] in ("SEVERE", "WARNING") and not (status >= 400 and expected in entry["message"])
        ]
        assert not noise, f"{where}: {noise}"

    def save(self, name, scheme):
        file = f"{name}-{self.size}-{'js' if self.scripts else 'nojs'}-{scheme}.png"
        self.driver.save_screenshot(str(self.screens / re.sub(r"[^a-z0-9.-]", "-", file)))
