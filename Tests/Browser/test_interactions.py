"""The pages of methods that open an app, post a form or ask a question; the stage has one method for each."""

import contextlib
import io
import urllib.parse

import PIL.Image
import pytest
import zxingcpp
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By

from product import CHALLENGE

LANGUAGES = ["nl", "fr", "de", "en", "sv"]
CHECK = "I have confirmed, continue"


def begin(visitor, product, method, **changes):
    fields = {
        "response_type": "code",
        "client_id": "stage",
        "redirect_uri": product.landing.url,
        "scope": "openid",
        "state": "s",
        "acr_values": f"method:{method} type:authentication",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **changes,
    }
    visitor.open(f"{product.stage}/authorize?{urllib.parse.urlencode(fields)}")


def confirm(visitor, product):
    """Without scripts the person says when the app is done, and says it again when it was too early."""
    while not visitor.scripts and not visitor.url.startswith(product.landing.url):
        visitor.follow(CHECK)


def has_landed(visitor, product, with_code=True):
    visitor.until_url(product.landing.url)
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(visitor.url).query)
    assert ("code" in query) is with_code, visitor.url
    assert query["iss"] == [product.stage]
    return query


def test_app_on_another_device(person, product):
    begin(person, product, "app")
    assert person.driver.find_elements(By.CSS_SELECTOR, "figure svg[role=img]")
    assert bool(person.driver.find_elements(By.LINK_TEXT, CHECK)) is not person.scripts, "only the plain page needs it"
    confirm(person, product)
    has_landed(person, product)


def test_waiting_page(visitor, product):
    begin(visitor, product, "app", login_hint="endless")
    visitor.look("waiting")
    assert shown_logos(visitor) == 1
    visitor.press("Cancel")
    assert has_landed(visitor, product, with_code=False)["error"] == ["access_denied"]


def test_waiting_page_loads_again_by_itself_without_scripts(browser, product):
    visitor = browser.become(scripts=False)
    begin(visitor, product, "app", login_hint="endless")
    first = visitor.driver.find_element(By.TAG_NAME, "html").id
    visitor.until(lambda driver: driver.find_element(By.TAG_NAME, "html").id != first, "another page by itself")
    assert visitor.driver.find_elements(By.LINK_TEXT, CHECK), "who does not want to wait need not"


def test_waiting_page_stands_still_for_who_wants_that(browser, product):
    visitor = browser.become(scripts=False)
    begin(visitor, product, "app", login_hint="endless")
    visitor.follow("Do not reload this page automatically")
    assert not visitor.driver.find_elements(By.CSS_SELECTOR, "meta[http-equiv=refresh]")
    visitor.look("waiting-still")
    visitor.follow(CHECK)
    assert not visitor.driver.find_elements(By.CSS_SELECTOR, "meta[http-equiv=refresh]"), "nor afterwards"


def shown_logos(visitor):
    """How many logos have arrived and are drawn, beside a name and not instead of one."""
    logos = visitor.driver.find_elements(By.CSS_SELECTOR, "img.logo")
    assert all(logo.get_attribute("alt") == "" and logo.find_element(By.XPATH, "..").text for logo in logos)
    drawn = "return [...document.querySelectorAll('img.logo')].filter(i => i.complete && i.naturalWidth > 0).length"
    visitor.until(lambda driver: driver.execute_script(drawn) == len(logos), "the logos")
    return len(logos)


COUNT_QUESTIONS = (
    "window.asked = 0; const ask = window.fetch;"
    "window.fetch = (...what) => { window.asked += 1; return ask(...what); }"
)


def test_waiting_page_is_told_and_keeps_the_document(browser, product):
    visitor = browser.become()
    begin(visitor, product, "app", login_hint="moving")
    visitor.driver.execute_script(COUNT_QUESTIONS)

    def drawn(driver):
        return driver.execute_script("return document.querySelector('figure svg path')?.getAttribute('d')")

    first = drawn(visitor.driver)
    visitor.until(lambda driver: drawn(driver) not in (None, first), "another code")
    assert visitor.driver.execute_script("return window.asked") == 0, "the page asks although it is told"
    visitor.expect_quiet("waiting page")


def test_waiting_page_asks_where_it_is_not_told(browser, product):
    visitor = browser.become()
    visitor.before_each_page("delete window.EventSource; " + COUNT_QUESTIONS)
    begin(visitor, product, "app", login_hint="endless")
    visitor.until(lambda driver: driver.execute_script("return window.asked") >= 2, "second question")
    visitor.expect_quiet("waiting page")


def test_waiting_page_asks_where_events_are_held_back(browser, product):
    visitor = browser.become()
    visitor.before_each_page(
        "window.EventSource = class { close() {} }; window.EventSource.CLOSED = 2; " + COUNT_QUESTIONS
    )
    begin(visitor, product, "app", login_hint="endless")
    visitor.until(lambda driver: driver.execute_script("return window.asked") >= 2, "second question")


def test_waiting_page_outlasts_a_broker_that_is_away(browser, product):
    visitor = browser.become()
    # Time passes a hundred times as fast; four questions reach nobody, and four are answered by trouble.
    visitor.before_each_page(
        "delete window.EventSource; const late = window.setTimeout; window.asked = 0; window.loaded = Date.now();"
        "window.setTimeout = (act, pause) => late(act, pause / 100); const ask = window.fetch;"
        "window.fetch = (...what) => { window.asked += 1;"
        " if (window.asked <= 4) { return Promise.reject(new TypeError('away')); }"
        " return window.asked <= 8 ? Promise.resolve(new Response('{}', { status: 503 })) : ask(...what); }"
    )
    begin(visitor, product, "app", login_hint="endless")
    loaded = visitor.driver.execute_script("return window.loaded")
    visitor.until(lambda driver: driver.execute_script("return window.asked") >= 10, "questions once it is back")
    assert visitor.driver.execute_script("return window.loaded") == loaded, "the page is still there"
    assert visitor.driver.find_elements(By.CSS_SELECTOR, "[data-status]"), "and waits"


CODE = "figure svg[role=img] path"


def test_code_that_moves(person, product):
    begin(person, product, "app", login_hint="moving")

    def drawn(driver):
        # Codes and, without scripts, whole pages are replaced while they are looked at.
        with contextlib.suppress(StaleElementReferenceException):
            return [path.get_attribute("d") for path in driver.find_elements(By.CSS_SELECTOR, CODE)]

    person.until(lambda driver: len(drawn(driver) or []) == 1, "code")
    first = drawn(person.driver)
    person.until(lambda driver: drawn(driver) not in (None, [], first), "another code")

    def is_with_the_app(driver):
        # Between two pages there is no code either.
        with contextlib.suppress(StaleElementReferenceException, NoSuchElementException):
            said = driver.find_element(By.CSS_SELECTOR, "[role=status]").text
            return "Confirm in the bank app." in said and drawn(driver) == []

    person.until(is_with_the_app, "no code once the app has it")
    person.press("Cancel")
    assert has_landed(person, product, with_code=False)["error"] == ["access_denied"]


def scanned(driver):
    """The text of the code on the page, read from a picture of it as an app does; and the text that it should have."""
    said = "return document.querySelector('figure[data-code]')?.dataset.code"
    while True:
        expected = driver.execute_script(said)
        picture = driver.find_element(By.CSS_SELECTOR, "figure svg").screenshot_as_png
        if driver.execute_script(said) == expected:
            break
    codes = zxingcpp.read_barcodes(PIL.Image.open(io.BytesIO(picture)), formats=zxingcpp.BarcodeFormat.QRCode)
    assert [code.ec_level for code in codes] == ["M"], "one code, with as much correction as the server's"
    return codes[0].text, expected


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_code_drawn_by_the_script_is_the_one_of_that_second(browser, product, size):
    visitor = browser.become(size=size)
    # Which codes the page was told, and how often it loaded.
    visitor.before_each_page(
        "window.loaded = Date.now(); window.told = []; const Source = window.EventSource;"
        "window.EventSource = class extends Source {"
        " set onmessage(hear) { super.onmessage = event => { told.push(JSON.parse(event.data).code); hear(event); }; } }"
    )
    begin(visitor, product, "app", login_hint="running")
    loaded = visitor.driver.execute_script("return window.loaded")
    seen = set()
    while len(seen) < 3:
        read, expected = scanned(visitor.driver)
        assert read == expected
        seen.add(read)
    told = visitor.driver.execute_script("return window.told")
    assert seen - set(told[:1]) and len(seen & set(told)) >= 2, "codes of later seconds, as they were told"
    assert visitor.driver.execute_script("return window.loaded") == loaded, "drawn without loading the page again"
    image = visitor.driver.find_element(By.CSS_SELECTOR, "figure svg")
    assert image.get_attribute("role") == "img" and image.get_attribute("aria-label")
    visitor.expect_quiet("waiting page")


@pytest.mark.parametrize("text", ["x", "bank\u00e9 \u20ac \U0001f600", "q" * 700], ids=["short", "unicode", "long"])
def test_any_text_is_drawn_as_the_server_would(browser, product, text):
    visitor = browser.become()
    visitor.before_each_page(
        "window.EventSource = class { constructor() { window.source = this; } close() {} };"
        "window.EventSource.CLOSED = 2;"
    )
    begin(visitor, product, "app", login_hint="endless")
    tell = "source.onmessage({ data: JSON.stringify({ wait: 2000, code: arguments[0], link: arguments[1], hint: '' }) })"
    link = visitor.driver.find_element(By.CSS_SELECTOR, "a[data-app]").get_attribute("href")
    visitor.driver.execute_script(tell, text, link)
    read, expected = scanned(visitor.driver)
    assert read == expected == text


def test_code_moves_also_where_nothing_can_draw_it(browser, product):
    visitor = browser.become()
    # As if the encoder had not arrived.
    visitor.before_each_page(
        "Object.defineProperty(window, 'qrcode', { value: undefined, writable: false, configurable: false })"
    )
    begin(visitor, product, "app", login_hint="running")
    first, _ = scanned(visitor.driver)

    def moved(driver):
        with contextlib.suppress(StaleElementReferenceException, NoSuchElementException):
            read, expected = scanned(driver)
            return read == expected != first

    visitor.until(moved, "another code")


def test_refusal_in_the_app_returns_to_the_client(person, product):
    begin(person, product, "app", login_hint="declined")
    confirm(person, product)
    assert has_landed(person, product, with_code=False)["error"] == ["access_denied"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_waiting_page_in_every_language(browser, product, language):
    visitor = browser.become(scripts=language in "nl en", size="phone" if language in "nl fr" else "desktop")
    begin(visitor, product, "app", ui_locales=language, login_hint="endless")
    visitor.look(f"waiting-{language}", language=language)


def test_posted_form_needs_no_script_and_no_click(person, product):
    begin(person, product, "form")
    if not person.scripts:
        person.look("form")
        person.press("Continue")
    has_landed(person, product)


def test_question(visitor, product):
    begin(visitor, product, "question")
    visitor.look("question")
    visitor.fill("text", "again")
    visitor.press("Continue")
    assert visitor.driver.find_elements(By.NAME, "text"), "the method asked again"
    visitor.fill("text", "+32 470000001")
    visitor.press("Continue")
    has_landed(visitor, product)


def test_question_can_be_left(person, product):
    begin(person, product, "question")
    person.press("Cancel")
    assert has_landed(person, product, with_code=False)["error"] == ["access_denied"]


def test_chooser_of_three_methods(person, product):
    begin(person, product, "app", acr_values="type:authentication", ui_locales="de")
    names = [button.text for button in person.driver.find_elements(By.CSS_SELECTOR, ".methods button")]
    assert names == ["Mit Bank-App anmelden", "Mit Bürgeramt anmelden", "Mit Mobile ID anmelden"]
    person.look("chooser-three", language="de")
    assert shown_logos(person) == 3
    person.press("Mit Mobile ID anmelden")
    assert person.heading == "Mobile ID"
