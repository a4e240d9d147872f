#!/usr/bin/env python3
"""A relying party in Python: a page that signs people in through the broker, and shows what comes of it.

Needs `pip install authlib requests`. Against the demo, whose shop this one replaces on port 8482:

    make demo ONCE=1                                                            # makes the keys
    .build/debug/eid-simulator serve --config Samples/simulator/itsme.yaml &
    .build/debug/eid-broker serve --config Samples/itsme-simulator.yaml &
    AUTHLIB_INSECURE_TRANSPORT=1 python3 Samples/RelyingPartyPython/shop.py     # and open http://localhost:8482/

ISSUER, CLIENT_ID, CLIENT_SECRET_FILE and CALLBACK name another broker and client; AUTHLIB_INSECURE_TRANSPORT is for http on
loopback alone. A real shop keeps what it remembers of a sign-in in its session, and people's data off plain pages.
"""

import http.cookies
import http.server
import json
import os
import pathlib
import urllib.parse

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet

ISSUER = os.environ.get("ISSUER", "http://localhost:8480")
CLIENT = os.environ.get("CLIENT_ID", "sample-shop")
SECRET = pathlib.Path(os.environ.get("CLIENT_SECRET_FILE", ".demo/keys/shop.secret")).read_text().strip()
CALLBACK = os.environ.get("CALLBACK", "http://localhost:8482/callback")

provider = requests.get(f"{ISSUER}/.well-known/openid-configuration", timeout=10).json()
begun = {}  # state → (code_verifier, nonce); the browser that began has the state in a cookie


def session():
    return OAuth2Session(
        CLIENT, SECRET, token_endpoint_auth_method="client_secret_basic", redirect_uri=CALLBACK, code_challenge_method="S256"
    )


def begin():
    """The address to which the person goes, and the state of this sign-in."""
    verifier, nonce = generate_token(48), generate_token(24)
    address, state = session().create_authorization_url(
        provider["authorization_endpoint"],
        scope="openid profile email provenance",
        acr_values="type:verification http://eidas.europa.eu/LoA/substantial",
        code_verifier=verifier,
        nonce=nonce,
    )
    begun[state] = (verifier, nonce)
    return address, state


def end(address, cookie):
    """What is known of the person whom the broker sent back to this address, in the browser that has this cookie."""
    answer = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
    if answer.get("iss") != ISSUER:  # RFC 9207: errors have one as well
        raise ValueError("an answer of another provider")
    if answer.get("state") != cookie or cookie not in begun:
        raise ValueError("an answer to nothing that this browser asked")
    verifier, nonce = begun.pop(cookie)
    if "error" in answer:
        raise OAuthError(answer["error"], answer.get("error_description"))
    client = session()
    tokens = client.fetch_token(provider["token_endpoint"], code=answer["code"], code_verifier=verifier)
    keys = KeySet.import_key_set(requests.get(provider["jwks_uri"], timeout=10).json())
    token = jwt.decode(tokens["id_token"], keys, algorithms=["ES256"])
    claims = CodeIDToken(
        token.claims,
        token.header,
        {"iss": {"essential": True, "value": ISSUER}, "aud": {"essential": True, "value": CLIENT}},
        {"nonce": nonce, "client_id": CLIENT, "access_token": tokens["access_token"]},
    )
    claims.validate(leeway=10)
    person = client.get(provider["userinfo_endpoint"]).json()
    if person["sub"] != claims["sub"]:  # OpenID Connect Core §5.3.2
        raise ValueError("UserInfo is about somebody else")
    client.revoke_token(provider["revocation_endpoint"], token=tokens["access_token"])  # it is needed no more
    return dict(claims), person


class Shop(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = urllib.parse.urlsplit(self.path).path
        if path == "/":
            address, state = begin()
            self.send_response(303)
            self.send_header("Set-Cookie", f"begun={state}; HttpOnly; SameSite=Lax; Path=/")  # and Secure, over https
            self.send_header("Location", address)
            self.end_headers()
        elif path == urllib.parse.urlsplit(CALLBACK).path:
            cookie = http.cookies.SimpleCookie(self.headers.get("Cookie", "")).get("begun")
            try:
                learned = end(self.path, cookie.value if cookie else None)
                status, text = 200, json.dumps(learned, indent=2, ensure_ascii=False)
            except (OAuthError, ValueError) as error:  # a code, and a sentence for you: tell people in words of your own
                status, text = 400, str(error)
            self.send_response(status)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())
        else:
            self.send_error(404)


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", urllib.parse.urlsplit(CALLBACK).port), Shop).serve_forever()
