"""OpenID clients and token libraries that we did not write, against the real broker."""

import base64
import json
import secrets
import urllib.parse

import idpyoidc.client.rp_handler
import joserfc.errors
import jwcrypto.common
import jwcrypto.jwk
import jwcrypto.jws
import jwcrypto.jwt
import jwt
import pytest
import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import OpenIDProviderMetadata
from joserfc import jwe
from joserfc.jwk import KeySet

SCOPE = "openid profile email"
ALGORITHMS = {"foreign-post": "RS256", "foreign-public": "RS256"}


def sign_in(product, url, persona="lotte"):
    """A person with a phone, from the authorization request to the address where the client is called back."""
    browser, phone = product.demo.Browser(), product.demo.Browser()
    page = browser.get(url)
    session = page.url
    assert "/session/" in session, page.summary
    page = phone.get(page.link("/phone/"))
    page = phone.submit(page.form("/scan$"), persona=persona)
    phone.submit(page.form("/answer$"), do="approve_code", code=product.demo.ITSME_CODE)
    answer = browser.get(session).url
    assert answer.startswith(product.landing.url), answer
    return answer


def authlib_session(product, client, method, secret):
    session = OAuth2Session(
        client,
        secret,
        scope="openid",
        redirect_uri=product.landing.url,
        token_endpoint_auth_method=method,
        code_challenge_method="S256",
    )
    session.trust_env = False
    return session


def authlib_sign_in(product, discovery, session, purpose="verification"):
    """The code flow as Authlib makes it; gives back the tokens, the nonce, and what a replay would need."""
    verifier, nonce = generate_token(48), generate_token(24)
    url, state = session.create_authorization_url(
        discovery["authorization_endpoint"], code_verifier=verifier, nonce=nonce, acr_values=f"type:{purpose}",
        scope=SCOPE if purpose == "verification" else "openid",
    )
    answer = sign_in(product, url)
    redeem = {
        "url": discovery["token_endpoint"], "authorization_response": answer, "code_verifier": verifier, "state": state,
    }
    return session.fetch_token(**redeem), nonce, redeem


def checked_by_authlib(token, product, discovery, client, nonce, access_token):
    keys = KeySet.import_key_set(requests.get(discovery["jwks_uri"], timeout=10).json())
    decoded = joserfc.jwt.decode(token, keys, algorithms=[ALGORITHMS.get(client, "ES256")])
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        {"iss": {"essential": True, "value": product.broker}, "aud": {"essential": True, "value": client}},
        {"nonce": nonce, "client_id": client, "access_token": access_token},
    )
    claims.validate(leeway=10)
    return claims


CLIENTS = {
    "foreign-basic": lambda product: ("client_secret_basic", product.CLIENT_SECRET),
    "foreign-post": lambda product: ("client_secret_post", product.CLIENT_SECRET),
    "foreign-public": lambda product: ("none", None),
    "foreign-assertion": lambda product: ("private_key_jwt", product.client_key),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_authlib_signs_people_in(product, discovery, client):
    method, secret = CLIENTS[client](product)
    session = authlib_session(product, client, method, secret)
    if method == "private_key_jwt":
        session.register_client_auth_method(
            PrivateKeyJWT(discovery["token_endpoint"], headers={"kid": "client-1"}, alg="ES256")
        )
    tokens, nonce, redeem = authlib_sign_in(product, discovery, session)
    claims = checked_by_authlib(tokens["id_token"], product, discovery, client, nonce, tokens["access_token"])
    information = session.get(discovery["userinfo_endpoint"])
    if client == "foreign-assertion":
        assert information.headers["content-type"].startswith("application/jwt")
        keys = KeySet.import_key_set(requests.get(discovery["jwks_uri"], timeout=10).json())
        information = joserfc.jwt.decode(information.text, keys, algorithms=["ES256"]).claims
        assert information["iss"] == product.broker and information["aud"] == client
    else:
        information = information.json()
    assert information["sub"] == claims["sub"]
    assert information["given_name"] == "Lotte" and information["family_name"] == "Verbrugge"
    assert information["birthdate"] == "1985-03-17"
    with pytest.raises(OAuthError, match="invalid_grant"):
        session.fetch_token(**redeem)
    after_replay = requests.get(
        discovery["userinfo_endpoint"], headers={"authorization": f"Bearer {tokens['access_token']}"}, timeout=10
    )
    assert after_replay.status_code == 401, "a replayed code takes the first use's tokens with it"


def test_authlib_with_a_wrong_secret_is_refused(product, discovery):
    session = authlib_session(product, "foreign-basic", "client_secret_basic", "not-the-secret-but-of-the-same-length-")
    with pytest.raises(OAuthError, match="invalid_client"):
        authlib_sign_in(product, discovery, session)


def test_authlib_with_a_wrong_verifier_is_refused(product, discovery):
    session = authlib_session(product, "foreign-public", "none", None)
    url, state = session.create_authorization_url(discovery["authorization_endpoint"], code_verifier=generate_token(48))
    answer = sign_in(product, url)
    with pytest.raises(OAuthError, match="invalid_grant"):
        session.fetch_token(
            discovery["token_endpoint"], authorization_response=answer, code_verifier=generate_token(48), state=state
        )


def test_authlib_revokes(product, discovery):
    session = authlib_session(product, "foreign-basic", "client_secret_basic", product.CLIENT_SECRET)
    tokens, _, _ = authlib_sign_in(product, discovery, session, "authentication")
    assert session.get(discovery["userinfo_endpoint"]).status_code == 200
    assert session.revoke_token(discovery["revocation_endpoint"], token=tokens["access_token"]).status_code == 200
    assert session.get(discovery["userinfo_endpoint"]).status_code == 401


def test_authlib_finds_the_discovery_document_valid(discovery):
    OpenIDProviderMetadata(discovery).validate()


def test_subject_is_the_same_for_verification_and_authentication(product, discovery):
    subjects = set()
    for purpose in ["verification", "authentication"]:
        session = authlib_session(product, "foreign-basic", "client_secret_basic", product.CLIENT_SECRET)
        tokens, nonce, _ = authlib_sign_in(product, discovery, session, purpose)
        claims = checked_by_authlib(
            tokens["id_token"], product, discovery, "foreign-basic", nonce, tokens["access_token"]
        )
        subjects.add(claims["sub"])
    assert len(subjects) == 1


@pytest.fixture(scope="session")
def tokens(product, discovery):
    """One sign-in for all who only look at tokens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        session = authlib_session(product, "foreign-basic", "client_secret_basic", product.CLIENT_SECRET)
        return authlib_sign_in(product, discovery, session)[0]


def read_with_pyjwt(token, product, discovery):
    key = jwt.PyJWKClient(discovery["jwks_uri"]).get_signing_key_from_jwt(token)
    options = {"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]}
    return jwt.decode(
        token, key, algorithms=["ES256"], audience="foreign-basic", issuer=product.broker, options=options
    )


def read_with_jwcrypto(token, product, discovery):
    keys = jwcrypto.jwk.JWKSet.from_json(requests.get(discovery["jwks_uri"], timeout=10).text)
    checks = {"iss": product.broker, "aud": "foreign-basic", "exp": None, "iat": None}
    parsed = jwcrypto.jwt.JWT(check_claims=checks, algs=["ES256"], expected_type="JWS")
    parsed.deserialize(token, keys)
    return json.loads(parsed.claims)


def read_with_joserfc(token, product, discovery):
    keys = KeySet.import_key_set(requests.get(discovery["jwks_uri"], timeout=10).json())
    claims = joserfc.jwt.decode(token, keys, algorithms=["ES256"]).claims
    joserfc.jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": product.broker}, aud={"essential": True, "value": "foreign-basic"},
        exp={"essential": True},
    ).validate(claims)
    return claims


READERS = {"pyjwt": read_with_pyjwt, "jwcrypto": read_with_jwcrypto, "joserfc": read_with_joserfc}
REFUSALS = (jwt.InvalidTokenError, jwt.PyJWKClientError, jwcrypto.common.JWException, joserfc.errors.JoseError)


@pytest.mark.parametrize("reader", READERS)
def test_token_libraries_accept_the_id_token(product, discovery, tokens, reader):
    claims = READERS[reader](tokens["id_token"], product, discovery)
    assert claims["sub"] and claims["acr"] == "http://eidas.europa.eu/LoA/substantial"


def part(data):
    return base64.urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()


def with_payload(token, **changes):
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return ".".join([header, part({**claims, **changes}), signature])


def with_header(token, **changes):
    header, payload, signature = token.split(".")
    fields = json.loads(base64.urlsafe_b64decode(header + "=="))
    return ".".join([part({**fields, **changes}), payload, signature])


TAMPERED = {
    "another-subject": lambda token: with_payload(token, sub="somebody-else"),
    "another-audience": lambda token: with_payload(token, aud="another-client"),
    "no-algorithm": lambda token: with_header(token, alg="none").rsplit(".", 1)[0] + ".",
    "another-key": lambda token: with_header(token, kid="unknown"),
    "broken-signature": lambda token: token.rsplit(".", 1)[0] + "." + secrets.token_urlsafe(64),
    "no-signature": lambda token: token.rsplit(".", 1)[0] + ".",
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("change", TAMPERED)
def test_token_libraries_refuse_a_tampered_token(product, discovery, tokens, reader, change):
    with pytest.raises((*REFUSALS, ValueError)):
        READERS[reader](TAMPERED[change](tokens["id_token"]), product, discovery)


def test_encrypted_id_token_opens_with_the_clients_key_only(product, discovery):
    session = authlib_session(product, "foreign-encrypted", "client_secret_basic", product.CLIENT_SECRET)
    tokens, nonce, _ = authlib_sign_in(product, discovery, session)
    sealed = tokens["id_token"]
    assert sealed.count(".") == 4
    key = jwcrypto.jwk.JWK.from_json(json.dumps(product.encryption_key.as_dict(private=True)))
    opened = jwcrypto.jwt.JWT(algs=["ECDH-ES+A256KW", "A256GCM"], expected_type="JWE")
    opened.deserialize(sealed, key)
    inner = opened.claims if isinstance(opened.claims, str) else opened.claims.decode()
    again = jwe.decrypt_compact(sealed, product.encryption_key, algorithms=["ECDH-ES+A256KW", "A256GCM"])
    assert again.plaintext.decode() == inner, "two libraries open it alike"
    claims = checked_by_authlib(inner, product, discovery, "foreign-encrypted", nonce, tokens["access_token"])
    assert claims["sub"]
    stranger = jwcrypto.jwk.JWK.generate(kty="EC", crv="P-256")
    with pytest.raises(jwcrypto.common.JWException):
        jwcrypto.jwt.JWT(algs=["ECDH-ES+A256KW", "A256GCM"], expected_type="JWE").deserialize(sealed, stranger)


def test_idpyoidc_as_relying_party(product, tmp_path, monkeypatch):
    # It leaves files of keys where it is called.
    monkeypatch.chdir(tmp_path)
    issuer = product.broker
    handler = idpyoidc.client.rp_handler.RPHandler(
        base_url=product.landing.url.rsplit("/", 1)[0],
        client_configs={
            issuer: {
                "client_type": "oidc",
                "issuer": issuer,
                "client_id": "foreign-basic",
                "client_secret": product.CLIENT_SECRET,
                "redirect_uris": [product.landing.url],
                "response_types_supported": ["code"],
                "scopes_supported": ["openid", "profile", "email"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "add_ons": {
                    "pkce": {
                        "function": "idpyoidc.client.oauth2.add_on.pkce.add_support",
                        "kwargs": {"code_challenge_length": 64, "code_challenge_method": "S256"},
                    }
                },
            }
        },
    )
    answer = sign_in(product, handler.begin(issuer))
    result = handler.finalize(issuer, dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(answer).query)))
    assert "error" not in result, result
    assert result["userinfo"]["sub"] == result["id_token"]["sub"]
