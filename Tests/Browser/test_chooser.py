"""The chooser: languages, keyboard, double clicks, two tabs."""

import html
import urllib.parse

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from test_errors import authorize

LOG_IN = {
    "nl": "Inloggen met itsme", "fr": "Se connecter avec itsme", "de": "Mit itsme anmelden", "en": "Log in with itsme",
    "sv": "Logga in med itsme",
}
CANCEL = {"nl": "Annuleren", "fr": "Annuler", "de": "Abbrechen", "en": "Cancel", "sv": "Avbryt"}


@pytest.mark.parametrize("language", CANCEL)
def test_chooser_in_the_language_that_was_asked_for(browser, product, language):
    visitor = browser.become(scripts=language in "nl en", size="phone" if language in "nl fr" else "desktop")
    visitor.open(authorize(product, ui_locales=f"{language}-BE xx"))
    visitor.look(f"chooser-{language}", language=language)
    visitor.press(LOG_IN[language])
    # The upstream hears the language as well; itsme has no Swedish.
    visitor.look(f"upstream-{language}", language="en" if language == "sv" else language)
    visitor.driver.back()
    visitor.until(lambda _: visitor.url.startswith(product.broker) and visitor.is_loaded(), "chooser")
    visitor.press(CANCEL[language])
    visitor.until_url(f"{product.shop}/callback?error=access_denied")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_loading_again_begins_nothing(browser, product, scripts):
    visitor = browser.become(scripts=scripts)
    visitor.open(authorize(product))
    chooser = visitor.url
    assert chooser.startswith(f"{product.broker}/transaction/") and chooser.endswith("/methods")
    visitor.driver.refresh()
    visitor.until(lambda _: visitor.is_loaded(), "chooser")
    assert visitor.url == chooser
    visitor.press(LOG_IN["en"])
    assert visitor.url.startswith(f"{product.simulator}/session/")
    visitor.driver.back()
    visitor.until(lambda _: visitor.url == chooser and visitor.is_loaded(), "chooser")
    visitor.press(CANCEL["en"])
    visitor.until_url(f"{product.shop}/callback?error=access_denied")


def test_request_that_another_site_posts(browser, product):
    """The cookie of the transaction comes with an answer to another site's form, and must be there on the next page."""
    visitor = browser.become(scripts=False)
    endpoint, query = authorize(product).split("?")
    fields = "".join(
        f'<input type="hidden" name="{name}" value="{html.escape(value)}">' for name, value in urllib.parse.parse_qsl(query)
    )
    form = f'<form method="post" action="{endpoint}">{fields}<button>Log in</button></form>'
    visitor.open(f"data:text/html,{urllib.parse.quote(form)}")
    visitor.press("Log in")
    assert visitor.url.startswith(f"{product.broker}/transaction/"), visitor.url
    visitor.press(CANCEL["en"])
    visitor.until_url(f"{product.shop}/callback?error=access_denied")


def test_languages_differ(browser, product):
    visitor = browser.become()
    headings = set()
    for language in CANCEL:
        visitor.open(authorize(product, ui_locales=language))
        headings.add(visitor.heading)
    assert len(headings) == len(CANCEL)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_keyboard_is_enough(browser, product, scripts):
    visitor = browser.become(scripts=scripts)
    visitor.open(authorize(product))
    labels = []
    for _ in range(4):
        ActionChains(visitor.driver).send_keys(Keys.TAB).perform()
        focused = visitor.driver.switch_to.active_element
        labels.append(focused.text)
        style = "return getComputedStyle(arguments[0]).outlineStyle + getComputedStyle(arguments[0]).outlineWidth"
        outline = visitor.driver.execute_script(style, focused)
        assert outline not in ("none0px", "none3px"), f"nobody sees that {focused.text} has the focus"
    # The box has its label beside it.
    assert labels == ["Log in with itsme", "Log in with itsme with a secret", "", "Cancel"]
    backwards = ActionChains(visitor.driver).key_down(Keys.SHIFT).send_keys(*[Keys.TAB] * 3).key_up(Keys.SHIFT)
    backwards.perform()
    assert visitor.driver.switch_to.active_element.text == "Log in with itsme"
    visitor.leave(ActionChains(visitor.driver).send_keys(Keys.ENTER).perform)
    assert visitor.url.startswith(f"{product.simulator}/session/")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_double_click_is_one_choice(browser, product, scripts):
    visitor = browser.become(scripts=scripts)
    visitor.open(authorize(product))
    visitor.leave(ActionChains(visitor.driver).double_click(visitor.button("Log in with itsme")).perform)
    visitor.until_url(f"{product.simulator}/session/")
    visitor.press("Cancel and return")
    visitor.until_url(f"{product.shop}/callback?error=access_denied")


def test_two_tabs_do_not_disturb_each_other(browser, product):
    visitor = browser.become()
    visitor.open(authorize(product, state="first"))
    first = visitor.driver.current_window_handle
    visitor.driver.switch_to.new_window("tab")
    try:
        visitor.open(authorize(product, state="second"))
        visitor.press("Cancel")
        assert "state=second" in visitor.url
    finally:
        visitor.driver.close()
        visitor.driver.switch_to.window(first)
    visitor.press("Cancel")
    assert "state=first" in visitor.url


def test_method_names_tell_methods_apart(browser, product):
    visitor = browser.become()
    visitor.open(authorize(product))
    names = [button.text for button in visitor.driver.find_elements(By.CSS_SELECTOR, ".methods button")]
    assert len(set(names)) == len(names) == 2


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_last_choice_comes_first_unless_unwanted(browser, product, scripts):
    visitor = browser.become(scripts=scripts)

    def first():
        return visitor.driver.find_element(By.CSS_SELECTOR, ".methods button").text.split("\n")

    def box():
        return visitor.driver.find_element(By.NAME, "remember")

    visitor.open(authorize(product))
    assert first() == ["Log in with itsme"] and box().is_selected()
    visitor.press("Log in with itsme with a secret")
    visitor.open(authorize(product))
    assert first() == ["Log in with itsme with a secret", "Used last time"]
    visitor.look("chooser-remembered" if scripts else "chooser-remembered-plain")
    box().click()
    visitor.press("Log in with itsme")
    visitor.open(authorize(product))
    assert first() == ["Log in with itsme"] and not box().is_selected()
