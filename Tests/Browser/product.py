"""Starts the real executables for the tests, with the pieces of the demo and settings made from the samples."""

import base64
import importlib.machinery
import importlib.util
import json
import pathlib
import random
import socket
import urllib.parse

import yaml
from joserfc.jwk import ECKey

from foreign_provider import ACR, ForeignProvider
from office import Office
from served import Served

# RFC 7636, appendix B.
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

ROOT = pathlib.Path(__file__).resolve().parents[2]


def load_demo(folder, ports):
    """The demo's script as a module that works in a folder of its own, on ports of its own."""
    loader = importlib.machinery.SourceFileLoader("demo", str(ROOT / "scripts/demo"))
    demo = importlib.util.module_from_spec(importlib.util.spec_from_loader("demo", loader))
    loader.exec_module(demo)
    demo.DEMO, demo.KEYS, demo.PORTS = folder, folder / "keys", ports
    return demo


def free_ports(count):
    """Ports that nothing listens on, below the range of outgoing connections, so that none of those takes them first."""
    found = []
    for port in random.sample(range(20000, 32000), 200):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
        if len(found) == count:
            return found
    raise AssertionError("there are no free ports")


class Landing(Served):
    """Where foreign clients' answers go: a page that only says that somebody arrived, and keeps what was posted."""

    PAGE = (
        b"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><link rel=icon href='data:,'>"
        b"<title>Landed</title></head><body><main><h1>Landed</h1></main></body></html>"
    )

    def __init__(self):
        def do_GET(request):
            request.send_response(200)
            request.send_header("content-type", "text/html; charset=utf-8")
            request.send_header("content-length", str(len(self.PAGE)))
            request.end_headers()
            request.wfile.write(self.PAGE)

        def do_POST(request):
            assert request.headers["content-type"] == "application/x-www-form-urlencoded"
            body = request.rfile.read(int(request.headers["content-length"])).decode()
            self.posted.append(dict(urllib.parse.parse_qsl(body, strict_parsing=True)))
            do_GET(request)

        self.posted = []
        super().__init__("/landed", do_GET=do_GET, do_POST=do_POST)


class Product:
    """Broker, simulator and sample shop; and a second broker whose methods show every kind of page."""

    CLIENT_SECRET = "a-secret-of-the-tests-with-plenty-of-letters"
    WEBHOOK_SECRET = "whsec_" + base64.b64encode(b"a key of the tests for webhooks").decode()

    def __init__(self, folder, binaries):
        (folder / "keys").mkdir(parents=True)
        self.folder, self.binaries = folder, binaries
        names = ["broker", "simulator", "shop", "stage", "provider", "partner"]
        ports = dict(zip(names, free_ports(len(names))))
        self.demo = load_demo(folder, ports)
        self.broker, self.simulator, self.shop, self.stage = (f"http://localhost:{ports[name]}" for name in names[:4])
        self.landing = Landing()
        self.office = Office()
        self.provider = ForeignProvider(
            "broker", self.CLIENT_SECRET, f"{self.broker}/callback/foreign", ports["provider"]
        )
        self.client_key = ECKey.generate_key("P-256", {"kid": "client-1", "use": "sig", "alg": "ES256"})
        self.encryption_key = ECKey.generate_key("P-256", {"kid": "client-2", "use": "enc", "alg": "ECDH-ES+A256KW"})
        self.processes = self.demo.Processes(folder)

    def start(self):
        self.demo.make_keys(self.binaries / "eid-broker")
        # No method is named: with two that fit, the broker shows its chooser.
        self.demo.start(self.processes, self.binaries, self.settings(), {"SHOP_METHOD": ""})
        port = urllib.parse.urlsplit(self.stage).port
        self.processes.start("stage", [self.binaries / "interaction-stage", port, self.landing.url])
        self.processes.wait("stage", f"{self.stage}/health/ready")

    def stop(self):
        self.processes.stop()
        self.landing.stop()
        self.office.stop()
        self.provider.stop()

    def settings(self):
        """The sample with two methods, and clients for the foreign libraries."""
        path = self.demo.settings(ROOT / "Samples/itsme-beside-others.yaml")
        settings = yaml.safe_load(path.read_text())
        settings["signing"] = {"retention": 600}
        secret = self.file("client.secret", self.CLIENT_SECRET)
        keys = self.file("client.jwks", json.dumps({"keys": [self.client_key.as_dict(private=False)]}))
        encryption = self.file("client.enc.jwk", json.dumps(self.encryption_key.as_dict(private=False)))

        def client(name, authentication, **more):
            settings["clients"].append(
                {
                    "id": name,
                    "name": name,
                    "redirectURIs": [self.landing.url],
                    "authentication": authentication,
                    "methods": ["itsme"],
                    "scopes": ["profile", "email", "phone", "address"],
                    **more,
                }
            )

        elliptic = {"idTokenSigningAlgorithm": "ES256"}
        client("foreign-basic", {"kind": "secret_basic", "secret": secret}, **elliptic)
        client("foreign-post", {"kind": "secret_post", "secret": secret}, idTokenSigningAlgorithm="RS256")
        asserting = {"kind": "private_key_jwt", "keys": keys}
        client("foreign-assertion", asserting, userInfoSigningAlgorithm="ES256", **elliptic)
        # Nothing is said of its algorithm: RS256.
        client("foreign-public", {"kind": "none"})
        sealed = {"idTokenEncryption": {"key": encryption}, **elliptic}
        client("foreign-encrypted", {"kind": "secret_basic", "secret": secret}, **sealed)
        client("foreign-upstream", {"kind": "secret_basic", "secret": secret}, methods=["foreign"], **elliptic)
        webhook = {"url": self.office.url, "secret": self.file("webhook.secret", self.WEBHOOK_SECRET)}
        office = {"types": ["verification", "signing"], "webhook": webhook}
        client("office", {"kind": "secret_basic", "secret": secret}, **office)
        settings["methods"]["itsme"]["settings"]["signing"] = {
            "interface": "csc",
            "baseURL": f"{self.simulator}/csc/v1",
            "clientSecret": secret,
            "accountID": "broker-demo",
        }
        settings["methods"]["foreign"] = self.foreign_method(secret)
        # By way of JSON, since the broker refuses anchors and YAML is written with them for what stands twice.
        path.write_text(yaml.safe_dump(json.loads(json.dumps(settings)), sort_keys=False))
        return path

    def foreign_method(self, secret):
        """A method by settings alone, whose upstream we did not write."""

        def claim(name, scope, **more):
            return {"claim": name, "scopes": [scope], **more}

        return {
            "provider": "oidc",
            "name": "A provider of others",
            "settings": {
                "issuer": self.provider.issuer,
                "clientID": "broker",
                "clientAuthentication": "client_secret_basic",
                "clientSecret": secret,
                "claimsFrom": ["userInfo"],
                "parameters": {"max_age": 600},
                "idToken": {"signing": ["ES256"]},
                "assurance": {"ask": {"low": [ACR]}, "received": {ACR: "low"}},
                "attributes": {
                    "name": {"join": ["given_name", "family_name"], "scopes": ["profile"]},
                    "givenName": claim("given_name", "profile"),
                    "familyName": claim("family_name", "profile", case="upper"),
                    "birthdate": claim("birthdate", "profile", basis="document"),
                    "email": claim("email", "email"),
                    "emailVerified": claim("email_verified", "email", basis="upstream"),
                    "address": {
                        "scopes": ["address"],
                        "parts": {
                            "streetAddress": {"claim": "address.street_address"},
                            "postalCode": {"claim": "address.postal_code"},
                            "locality": {"claim": "address.locality"},
                            "country": {"claim": "address.country"},
                        },
                    },
                },
            },
        }

    def file(self, name, text):
        path = self.demo.KEYS / name
        path.touch(mode=0o600)
        path.write_text(text)
        return {"file": str(path)}
