"""The pages on which people read, agree and sign; the stage plays what is behind them."""

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from visitor import SIZES

LANGUAGES = {
    "nl": ("Ondertekenen met itsme", "Niet ondertekenen"),
    "fr": ("Signer avec itsme", "Ne pas signer"),
    "de": ("Mit itsme unterschreiben", "Nicht unterschreiben"),
    "en": ("Sign with itsme", "Do not sign"),
    "sv": ("Skriv under med itsme", "Skriv inte under"),
}
CHECK = "I have confirmed, continue"


def begin(visitor, product, scene):
    visitor.open(f"{product.stage}/sign/{scene}")


def accept(visitor):
    visitor.find(By.ID, "accept").click()


def finish(visitor):
    """Without scripts the person says when the app is done."""
    while not visitor.scripts and not visitor.driver.find_elements(By.CSS_SELECTOR, ".signed"):
        visitor.follow(CHECK)
    visitor.find(By.CSS_SELECTOR, ".signed")


def test_from_review_to_signed(visitor, product):
    begin(visitor, product, "lease")
    for added in ["a visible signature on page 2", "reason: I rent this flat", "place: Gent", "you approve of what it says"]:
        assert added in visitor.text
    assert visitor.find(By.LINK_TEXT, "Open in a new tab").get_attribute("href").endswith("/documents/0/preview")
    original = visitor.find(By.LINK_TEXT, "Open the document without your signature")
    assert original.get_attribute("href").endswith("/documents/0"), "the document whose fingerprint is shown"
    frame = visitor.find(By.TAG_NAME, "iframe").get_attribute("src")
    assert "/documents/0/preview#" in frame, "the document as it will look"
    visitor.look("sign-review")
    accept(visitor)
    visitor.press("Sign with itsme")
    visitor.look("sign-waiting")
    finish(visitor)
    assert visitor.heading == "You have signed"
    assert "Kerkstraat" in visitor.text
    visitor.look("sign-signed")
    visitor.follow("Back to the service")
    assert visitor.url == product.landing.url


def test_every_kind_of_document(visitor, product):
    begin(visitor, product, "all")
    visitor.look("sign-all")
    frames = {frame.get_attribute("title"): frame for frame in visitor.driver.find_elements(By.TAG_NAME, "iframe")}
    assert set(frames) == {
        "Content of Huurovereenkomst appartement Kerkstraat 12.pdf", "Content of annex.pdf",
        "Content of house-rules.txt",
    }
    assert "Please note about this document:" in visitor.text
    assert "hashOnly" not in visitor.text
    assert "gave only the fingerprint" in visitor.text
    picture = visitor.find(By.CSS_SELECTOR, "img.sheet")
    visitor.driver.execute_script("arguments[0].scrollIntoView()", picture)
    visitor.until(lambda driver: driver.execute_script("return arguments[0].naturalWidth", picture) == 320, "picture")
    # What has no viewer is saved, and nothing of it stands on the page.
    assert visitor.find(By.LINK_TEXT, "Download the document").get_attribute("download") is not None
    accept(visitor)
    visitor.press("Sign with Bank app")
    finish(visitor)


def test_text_is_shown_as_text(browser, product):
    visitor = browser.become()
    begin(visitor, product, "all")
    frame = visitor.find(By.CSS_SELECTOR, "iframe[title='Content of house-rules.txt']")
    visitor.driver.execute_script("arguments[0].scrollIntoView()", frame)
    visitor.driver.switch_to.frame(frame)
    try:
        visitor.until(lambda driver: "café" in driver.find_element(By.TAG_NAME, "body").text, "text")
        assert visitor.driver.execute_script("return window.origin") == "null", "the document is in no sandbox"
        assert "<b>No bold text</b>" in visitor.text
        assert not visitor.driver.find_elements(By.TAG_NAME, "b")
    finally:
        visitor.driver.switch_to.default_content()


@pytest.mark.parametrize("size", SIZES)
def test_pdf_viewer_runs_in_the_page_and_in_a_tab(browser, product, size):
    """The viewer is out of reach for scripts; that it paints a page is seen in a picture: white paper on its dark ground."""
    visitor = browser.become(size=size)
    begin(visitor, product, "lease")
    frame = visitor.find(By.CSS_SELECTOR, "iframe.sheet")
    assert not frame.get_attribute("sandbox")
    visitor.driver.execute_script("arguments[0].scrollIntoView()", frame)
    visitor.until(lambda _: has_viewer(visitor), "PDF viewer")
    visitor.until(lambda _: shows_paper(visitor, frame), "white paper")
    visitor.save("sign-viewer", "light")
    visitor.expect_quiet("viewer")
    link = visitor.find(By.LINK_TEXT, "Open in a new tab")
    first = visitor.driver.current_window_handle
    link.click()
    visitor.until(lambda driver: len(driver.window_handles) == 2, "tab")
    visitor.driver.switch_to.window(next(each for each in visitor.driver.window_handles if each != first))
    try:
        visitor.until(lambda driver: driver.current_url.endswith("/sign/lease/documents/0/preview"), "document")
        assert visitor.driver.execute_script("return window.opener") is None
    finally:
        visitor.driver.close()
        visitor.driver.switch_to.window(first)


def has_viewer(visitor):
    """Chromium gives its viewer a frame of its own, on the origin of its extension."""
    targets = visitor.cdp("Target.getTargets")["targetInfos"]
    return any("mhjfbmdgcfjbbpaeojofohoefgiehjai" in target["url"] for target in targets)


PIXELS = """
const [picture, done] = arguments
const image = new Image()
image.onload = () => {
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext("2d")
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    let white = 0
    for (let at = 0; at < data.length; at += 4) white += data[at] > 250 && data[at + 1] > 250 && data[at + 2] > 250
    done(white / (data.length / 4))
}
image.src = "data:image/png;base64," + picture
"""


def shows_paper(visitor, frame):
    """Whether much of a frame's picture is white; a page of its own counts, since ours may not read pictures."""
    picture = frame.screenshot_as_base64
    driver, page = visitor.driver, visitor.driver.current_window_handle
    driver.switch_to.new_window("tab")
    try:
        return driver.execute_async_script(PIXELS, picture) > 0.3
    finally:
        driver.close()
        driver.switch_to.window(page)


def test_a_document_that_is_gone_says_so_in_its_frame(browser, product):
    visitor = browser.become()
    begin(visitor, product, "broken")
    visitor.driver.switch_to.frame(visitor.find(By.CSS_SELECTOR, "iframe.sheet"))
    try:
        visitor.until(lambda driver: driver.find_elements(By.TAG_NAME, "h1"), "page in the frame")
        assert visitor.heading == "Gone"
    finally:
        visitor.driver.switch_to.default_content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_review_in_every_language(browser, product, language):
    sign, decline = LANGUAGES[language]
    visitor = browser.become(language=language, size="phone" if language in "nl fr" else "desktop")
    begin(visitor, product, "lease")
    visitor.look(f"sign-review-{language}", language=language)
    assert visitor.button(sign)
    visitor.press(decline)
    assert visitor.url == f"{product.landing.url}?declined=true"


def test_nothing_is_signed_without_the_box(person, product):
    begin(person, product, "lease")
    person.button("Sign with itsme").click()
    assert person.url == f"{product.stage}/sign/lease"
    assert person.find(By.ID, "accept").get_attribute("validationMessage")
    accept(person)
    person.press("Sign with itsme")
    assert person.heading == "Confirm in your app"
    person.press("Cancel")


def test_keyboard_is_enough(browser, product):
    visitor = browser.become()
    begin(visitor, product, "lease")
    visitor.find(By.LINK_TEXT, "Open in a new tab")
    # A viewer takes the focus and gives it back in its own time; the form is what counts.
    visitor.driver.execute_script("document.getElementById('accept').focus()")
    ActionChains(visitor.driver).send_keys(Keys.SPACE).perform()
    assert visitor.find(By.ID, "accept").is_selected()
    ActionChains(visitor.driver).send_keys(Keys.TAB).perform()
    assert visitor.driver.switch_to.active_element.text == "Sign with itsme"
    ActionChains(visitor.driver).send_keys(Keys.TAB).perform()
    assert visitor.driver.switch_to.active_element.text == "Do not sign"
    visitor.leave(ActionChains(visitor.driver).send_keys(Keys.ENTER).perform)
    assert "declined=true" in visitor.url
