"""An OpenID Provider that we did not write as the upstream of a method that is settings alone."""

import pytest
import requests

from foreign_provider import PERSON
from test_clients import authlib_session, checked_by_authlib, generate_token

CLIENT = "foreign-upstream"


def sign_in(product, discovery, purpose, scope):
    """From the client through the broker to the foreign provider and back; gives claims and UserInfo."""
    session = authlib_session(product, CLIENT, "client_secret_basic", product.CLIENT_SECRET)
    verifier, nonce = generate_token(48), generate_token(24)
    url, state = session.create_authorization_url(
        discovery["authorization_endpoint"], code_verifier=verifier, nonce=nonce, acr_values=f"type:{purpose}", scope=scope
    )
    answer = product.demo.Browser().get(url).url
    assert answer.startswith(product.landing.url), answer
    tokens = session.fetch_token(
        url=discovery["token_endpoint"], authorization_response=answer, code_verifier=verifier, state=state
    )
    claims = checked_by_authlib(tokens["id_token"], product, discovery, CLIENT, nonce, tokens["access_token"])
    information = session.get(discovery["userinfo_endpoint"])
    return claims, information.json()


def test_idpyoidc_tells_who_a_person_is(product, discovery):
    claims, information = sign_in(product, discovery, "verification", "openid profile email address")
    assert claims["acr"] == "http://eidas.europa.eu/LoA/low"
    assert information["name"] == "Robin Vandevogel"
    assert information["family_name"] == "VANDEVOGEL"
    for claim in ("given_name", "birthdate", "email", "email_verified"):
        assert information[claim] == PERSON[claim], claim
    for part, value in PERSON["address"].items():
        assert information["address"][part] == value, part
    # The broker's own pseudonym, not the provider's.
    assert claims["sub"] == information["sub"] != PERSON["sub"]


def test_idpyoidc_recognises_a_person_and_is_asked_nothing_more(product, discovery):
    verified, _ = sign_in(product, discovery, "verification", "openid profile")
    before = len(product.provider.requests)
    claims, _ = sign_in(product, discovery, "authentication", "openid")
    assert claims["sub"] == verified["sub"]
    paths = [path for _, path in product.provider.requests[before:]]
    assert "/token" in paths and "/userinfo" not in paths
