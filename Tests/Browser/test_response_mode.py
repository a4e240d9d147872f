"""Answers that the browser posts to the client (OAuth 2.0 Form Post Response Mode)."""

import urllib.parse

import requests

from product import CHALLENGE, VERIFIER
from test_sign_in import CODE


def authorize(product, **changes):
    fields = {
        "response_type": "code", "response_mode": "form_post", "client_id": "foreign-public", "state": 's"<&',
        "redirect_uri": product.landing.url, "scope": "openid", "acr_values": "method:itsme type:authentication",
        "code_challenge": CHALLENGE, "code_challenge_method": "S256", **changes,
    }
    return f"{product.broker}/authorize?{urllib.parse.urlencode(fields)}"


def arrive(person, product, count):
    """The form goes by itself where scripts run, and by its button where none do."""
    if not person.scripts:
        person.look("answer-in-a-form")
        assert not product.landing.posted[count:], "nothing goes without the person"
        person.press("Continue")
    person.until(lambda _: person.heading == "Landed" and person.is_loaded(), "landing")
    assert person.url == product.landing.url, "nothing of the answer stands in an address"
    [answer] = product.landing.posted[count:]
    assert answer["state"] == 's"<&' and answer["iss"] == product.broker
    return answer


def test_code_is_posted(person, product):
    count = len(product.landing.posted)
    person.open(authorize(product))
    person.follow("Scan with a simulated phone")
    person.press("Use this phone")
    person.fill("code", CODE)
    person.press("Confirm with code")
    person.follow("Return to the website")
    answer = arrive(person, product, count)
    form = {
        "grant_type": "authorization_code", "code": answer["code"], "redirect_uri": product.landing.url,
        "code_verifier": VERIFIER, "client_id": "foreign-public",
    }
    tokens = requests.post(f"{product.broker}/token", data=form, timeout=10)
    assert tokens.status_code == 200 and tokens.json()["id_token"], tokens.text


def test_error_is_posted(person, product):
    count = len(product.landing.posted)
    person.open(authorize(product, prompt="none"))
    assert arrive(person, product, count)["error"] == "login_required"
