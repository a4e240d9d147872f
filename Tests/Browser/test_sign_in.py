"""Whole sign-ins as people make them."""

from selenium.webdriver.common.by import By

PHONE = "+32 470000001"
CODE = "12345"


METHOD = {"Verify my identity": "Identify with itsme", "Log in": "Log in with itsme"}


def begin(visitor, product, purpose="Verify my identity"):
    visitor.open(f"{product.shop}/")
    visitor.press(purpose)
    assert visitor.url.startswith(f"{product.broker}/")
    visitor.press(METHOD[purpose])
    assert visitor.url.startswith(f"{product.simulator}/session/")


def enter_phone(visitor, phone=PHONE):
    visitor.fill("phone", phone)
    visitor.press("Send")


def take_phone(visitor):
    """The picture that the website shows, and then the phone's page."""
    picture = visitor.read(".icon").split()[-1]
    visitor.follow("Simulated phone")
    return picture


def test_verification_from_shop_to_result(visitor, product):
    visitor.open(f"{product.shop}/")
    visitor.look("shop-home")
    visitor.press("Verify my identity")
    visitor.look("chooser")
    visitor.press("Identify with itsme")
    visitor.look("upstream-identify")
    enter_phone(visitor, "+32 999")
    assert visitor.driver.find_elements(By.CSS_SELECTOR, "[role=alert]"), "a wrong number needs words"
    visitor.look("upstream-unknown-phone")
    enter_phone(visitor)
    visitor.look("upstream-waiting")
    picture = take_phone(visitor)
    visitor.look("upstream-consent")
    visitor.choose("icon", picture)
    visitor.fill("code", "54321")
    visitor.press("Confirm with code")
    visitor.look("upstream-wrong-code")
    visitor.choose("icon", picture)
    visitor.fill("code", CODE)
    visitor.press("Confirm with code")
    visitor.look("upstream-done")
    visitor.follow("Return to the website")
    assert visitor.url == f"{product.shop}/"
    visitor.look("shop-verified")
    for fact in ["You are verified", "Lotte", "Verbrugge", "85031724680", "substantial"]:
        assert fact in visitor.text


def test_authentication_by_qr_code(person, product):
    begin(person, product, "Log in")
    person.follow("Scan with a simulated phone")
    person.look("upstream-owner")
    person.driver.find_element(By.CSS_SELECTOR, "option[value=lotte]").click()
    person.press("Use this phone")
    person.fill("code", CODE)
    person.press("Confirm with code")
    person.follow("Return to the website")
    person.look("shop-logged-in")
    assert "You are logged in" in person.text
    assert "Verbrugge" not in person.text, "an authentication brings no attributes"


def test_cancel_on_the_chooser_returns_to_the_shop(person, product):
    person.open(f"{product.shop}/")
    person.press("Verify my identity")
    person.press("Cancel")
    assert person.url.startswith(f"{product.shop}/callback?")
    person.look("shop-cancelled")


def test_rejection_on_the_phone_returns_to_the_shop(person, product):
    begin(person, product)
    enter_phone(person)
    take_phone(person)
    person.press("Reject")
    person.follow("Return to the website")
    assert person.url.startswith(f"{product.shop}/callback?")
    assert "error=" in person.url and "code=" not in person.url
    person.look("shop-rejected")


def test_cancel_at_the_upstream_returns_to_the_shop(person, product):
    begin(person, product)
    person.press("Cancel and return")
    assert person.url.startswith(f"{product.shop}/callback?")
    assert "error=" in person.url


def test_back_button_leads_to_the_chooser_again(person, product):
    begin(person, product)
    person.driver.back()
    person.until(lambda _: person.url.startswith(product.broker) and person.is_loaded(), "chooser")
    person.press("Identify with itsme with a secret")
    assert person.url.startswith(f"{product.simulator}/session/")
    person.press("Cancel and return")
    assert person.url.startswith(f"{product.shop}/callback?error=access_denied")


def test_finished_sign_in_explains_itself(person, product):
    person.open(f"{product.shop}/")
    person.press("Log in")
    transaction = person.find(By.CSS_SELECTOR, "form").get_attribute("action").rsplit("/", 1)[0]
    person.press("Log in with itsme")
    person.follow("Scan with a simulated phone")
    person.press("Use this phone")
    person.fill("code", CODE)
    person.press("Confirm with code")
    person.follow("Return to the website")
    person.open(transaction)
    person.look("error-finished", status=409)
    person.follow("Back to the service")
    assert person.url == f"{product.shop}/"
