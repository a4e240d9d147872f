"""What people see when something is wrong."""

import urllib.parse

import pytest
from selenium.webdriver.common.by import By


def authorize(product, **changes):
    """An authorization request as the sample shop makes it, with changes."""
    fields = {
        "response_type": "code",
        "client_id": "sample-shop",
        "redirect_uri": f"{product.shop}/callback",
        "scope": "openid",
        "state": "s",
        "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "code_challenge_method": "S256",
        **changes,
    }
    query = urllib.parse.urlencode({name: value for name, value in fields.items() if value is not None})
    return f"{product.broker}/authorize?{query}"


def code_on(visitor):
    """The failure's name, for machines only."""
    return visitor.find(By.CSS_SELECTOR, "[data-code]").get_attribute("data-code")


PAGES = {
    "unknown-page": (lambda product: f"{product.broker}/nowhere", "http_404", 404),
    "unknown-transaction": (lambda product: f"{product.broker}/transaction/{'A' * 22}", "unknown_transaction", 404),
    "unknown-client": (lambda product: authorize(product, client_id="nobody"), "unknown_client", 400),
    "bad-redirect": (lambda product: authorize(product, redirect_uri="https://evil.example/"), "bad_redirect_uri", 400),
    "no-redirect": (lambda product: authorize(product, redirect_uri=None), "bad_redirect_uri", 400),
    "doubled-parameter": (lambda product: authorize(product) + "&state=t", "http_400", 400),
    "stray-callback": (lambda product: f"{product.broker}/callback/itsme?state=x&code=y", "unknown_transaction", 404),
    "bare-callback": (lambda product: f"{product.broker}/callback/itsme", "bad_request", 400),
}


@pytest.mark.parametrize("name", PAGES)
def test_error_page(browser, product, name):
    make, code, status = PAGES[name]
    # A person of each kind would say the same four times: one kind per page covers all of them over the pages.
    index = list(PAGES).index(name)
    visitor = browser.become(scripts=index % 2 == 0, size="phone" if index % 4 < 2 else "desktop")
    visitor.open(make(product))
    assert visitor.url.startswith(f"{product.broker}/"), "a person with a broken request stays with the broker"
    assert code_on(visitor) == code
    visitor.look(f"error-{name}", status=status)


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en", "sv"])
def test_error_page_speaks_the_browsers_language(browser, product, language):
    visitor = browser.become(language=language, size="phone")
    visitor.open(f"{product.broker}/transaction/{'A' * 22}")
    visitor.look(f"error-{language}", language=language, status=404)


def test_another_browser_cannot_go_on(person, product):
    person.open(authorize(product))
    assert len(person.driver.find_elements(By.CSS_SELECTOR, ".methods button")) == 2
    person.cdp("Network.clearBrowserCookies")
    person.leave(person.button("Log in with itsme").click)
    assert code_on(person) == "wrong_browser"
    person.look("error-wrong-browser", status=403)


def test_form_without_its_token_is_refused(browser, product):
    visitor = browser.become()
    visitor.open(authorize(product))
    visitor.driver.execute_script("document.querySelector('input[name=csrf]').value = 'x'")
    visitor.press("Log in with itsme")
    assert code_on(visitor) == "forged_form"
    visitor.look("error-forged-form", status=403)


def test_text_of_strangers_stays_text(browser, product):
    visitor = browser.become()
    visitor.open(authorize(product, client_id="<script>alert(1)</script><h1>x"))
    visitor.look("error-hostile-client", status=400)
    assert "<script>alert" not in visitor.driver.page_source
