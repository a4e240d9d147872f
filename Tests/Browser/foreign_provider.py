"""An OpenID Provider that we did not write (idpyoidc), behind a small HTTP server; everybody is signed in at once.

usage as a module: ForeignProvider(client_id, secret, redirect_uri, port)
"""

import http.server
import json
import pathlib
import tempfile
import threading
import urllib.parse

from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration

# Fictional, as everybody in these tests.
PERSON = {
    "sub": "robin",
    "name": "Robin Vandevogel",
    "given_name": "Robin",
    "family_name": "Vandevogel",
    "birthdate": "1990-02-28",
    "email": "robin@example.org",
    "email_verified": True,
    "address": {"street_address": "Voorbeeldstraat 12", "postal_code": "9000", "locality": "Gent", "country": "BE"},
}
ACR = "urn:oasis:names:tc:SAML:2.0:ac:classes:InternetProtocolPassword"


class ForeignProvider:
    def __init__(self, client_id, secret, redirect_uri, port):
        self.issuer = f"http://localhost:{port}"
        self.requests = []
        folder = pathlib.Path(tempfile.mkdtemp(prefix="foreign-provider-"))
        people = folder / "people.json"
        people.write_text(json.dumps({PERSON["sub"]: PERSON}))
        self.server = Server(OPConfiguration(self.configuration(folder, people), base_path=str(folder)), cwd=str(folder))
        self.server.context.cdb[client_id] = {
            "client_id": client_id,
            "client_secret": secret,
            "redirect_uris": [(redirect_uri, {})],
            "token_endpoint_auth_method": "client_secret_basic",
            "response_types_supported": ["code"],
            "id_token_signed_response_alg": "ES256",
            "allowed_scopes": ["openid", "profile", "email", "address"],
        }
        self.server.keyjar.add_symmetric(client_id, secret)
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", port), self.handler())
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def stop(self):
        self.http.shutdown()
        self.http.server_close()

    def configuration(self, folder, people):
        return {
            "issuer": self.issuer,
            "base_url": self.issuer,
            "httpc_params": {"verify": False},
            "key_conf": {
                "key_defs": [
                    {"type": "RSA", "use": ["sig"]},
                    {"type": "EC", "crv": "P-256", "use": ["sig"]},
                ],
                "uri_path": "jwks.json",
            },
            "preference": {"subject_types_supported": ["public", "pairwise"]},
            "session_params": {"password": "a-password-of-the-tests", "salt": "salt-of-the-tests"},
            "token_handler_args": {
                "key_conf": {"key_defs": [{"type": "oct", "bytes": 32, "use": ["enc"], "kid": "code"}]},
                "code": {"lifetime": 600, "kwargs": {"crypt_conf": crypt()}},
                "token": {
                    "class": "idpyoidc.server.token.jwt_token.JWTToken",
                    "kwargs": {"lifetime": 3600, "aud": [self.issuer]},
                },
                "id_token": {"class": "idpyoidc.server.token.id_token.IDToken", "kwargs": {}},
            },
            "endpoint": {
                "provider_config": {
                    "path": ".well-known/openid-configuration",
                    "class": "idpyoidc.server.oidc.provider_config.ProviderConfiguration",
                    "kwargs": {"client_authn_method": None},
                },
                "authorization": {
                    "path": "authorization",
                    "class": "idpyoidc.server.oidc.authorization.Authorization",
                    "kwargs": {"response_types_supported": ["code"], "claims_parameter_supported": True},
                },
                "token": {
                    "path": "token",
                    "class": "idpyoidc.server.oidc.token.Token",
                    "kwargs": {"client_authn_method": ["client_secret_basic", "client_secret_post"]},
                },
                "userinfo": {
                    "path": "userinfo",
                    "class": "idpyoidc.server.oidc.userinfo.UserInfo",
                    "kwargs": {"client_authn_method": ["bearer_header"]},
                },
            },
            "authentication": {
                "anon": {
                    "acr": ACR,
                    "class": "idpyoidc.server.user_authn.user.NoAuthn",
                    "kwargs": {"user": PERSON["sub"]},
                }
            },
            "userinfo": {"class": "idpyoidc.server.user_info.UserInfo", "kwargs": {"db_file": str(people)}},
            "add_on": {
                "pkce": {
                    "function": "idpyoidc.server.oauth2.add_on.pkce.add_support",
                    "kwargs": {"essential": True},
                }
            },
        }

    def handler(self):
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.answer("")

            def do_POST(self):
                self.answer(self.rfile.read(int(self.headers.get("content-length", 0))).decode())

            def answer(self, body):
                url = urllib.parse.urlsplit(self.path)
                provider.requests.append((self.command, url.path))
                status, headers, content = provider.respond(url, body, dict(self.headers))
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        return Handler

    def respond(self, url, body, headers):
        names = {
            "/.well-known/openid-configuration": "provider_config",
            "/authorization": "authorization",
            "/token": "token",
            "/userinfo": "userinfo",
        }
        if url.path == "/jwks.json":
            return 200, [("content-type", "application/json")], self.server.keyjar.export_jwks_as_json().encode()
        endpoint = self.server.get_endpoint(names[url.path]) if url.path in names else None
        if endpoint is None:
            return 404, [], b""
        info = {"headers": {name.lower(): value for name, value in headers.items()}, "method": "", "url": url.geturl()}
        asked = dict(urllib.parse.parse_qsl(body or url.query))
        parsed = endpoint.parse_request(asked, http_info=info)
        if "error" in parsed:
            return 400, [("content-type", "application/json")], parsed.to_json().encode()
        result = endpoint.process_request(parsed, http_info=info)
        if "error" in result:
            text = result.to_json() if hasattr(result, "to_json") else json.dumps(dict(result), default=str)
            return 400, [("content-type", "application/json")], text.encode()
        done = endpoint.do_response(request=parsed, **result)
        response = done["response"]
        if names[url.path] == "authorization":
            return 303, [("location", response)], b""
        content = response if isinstance(response, str) else json.dumps(response)
        return 200, list(done.get("http_headers", [])), content.encode()


def crypt():
    return {
        "kwargs": {
            "keys": {
                "key_defs": [
                    {"type": "OCT", "use": ["enc"], "kid": "password"},
                    {"type": "OCT", "use": ["enc"], "kid": "salt"},
                ]
            },
            "iterations": 1,
        }
    }
