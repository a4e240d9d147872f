"""Two broker processes over one store: sign-ins and signings may go on at either, and nothing can be used twice."""

import base64
import html
import itertools
import re
import subprocess
import urllib.parse

import pytest
import requests
import yaml

from product import CHALLENGE, VERIFIER, free_ports


@pytest.fixture(scope="module")
def twins(product):
    """Addresses of two brokers that share settings, keys and a database, as behind a load balancer."""
    settings = yaml.safe_load(product.settings().read_text())
    settings["storage"] = {**settings["storage"], "kind": "sqlite", "path": str(product.folder / "twins.sqlite")}
    # The simulator's own list vouches for its people; it has this secret for the broker's client.
    listed = requests.get(f"{product.simulator}/trust/trusted-list.xml", timeout=10).text
    settings["signing"]["trustedList"] = product.file("trusted-list.xml", listed)
    signing = settings["methods"]["itsme"]["settings"]["signing"]
    signing["clientSecret"] = product.file("twins-signing.secret", "demo-signing-secret-0123456789abcdef")
    addresses = []
    for name, port in zip(["first", "second"], free_ports(2)):
        settings["server"]["port"] = port
        path = product.folder / f"twin-{name}.yaml"
        path.write_text(yaml.safe_dump(settings, sort_keys=False))
        product.processes.start(f"twin-{name}", [product.binaries / "eid-broker", "serve", "--config", path])
        addresses.append(f"http://localhost:{port}")
    for name, address in zip(["first", "second"], addresses):
        product.processes.wait(f"twin-{name}", f"{address}/health/ready")
    return addresses


class Balanced:
    """A browser before a load balancer that sends each request to the next of the two."""

    def __init__(self, product, addresses):
        self.public, self.next = product.broker, itertools.cycle(addresses)
        self.cookies = {}

    def send(self, verb, url, **more):
        address = next(self.next)
        answer = requests.request(
            verb, url.replace(self.public, address), allow_redirects=False, timeout=20, cookies=self.cookies, **more
        )
        self.cookies.update(answer.cookies.get_dict())
        return answer


def at_upstream(product, url):
    """What the person does at itsme, up to the address that leads back to the broker."""
    phone = product.demo.Browser()
    page = requests.get(url, timeout=20)
    link = re.search(r'href="([^"]*/phone/[^"]*)"', page.text).group(1)
    shown = phone.get(urllib.parse.urljoin(page.url, link))
    shown = phone.submit(shown.form("/scan$"), persona="lotte")
    phone.submit(shown.form("/answer$"), do="approve_code", code=product.demo.ITSME_CODE)
    back = requests.get(page.url, timeout=20, allow_redirects=False)
    return back.headers["location"]


def begin(product, visitor):
    query = urllib.parse.urlencode({
        "response_type": "code", "client_id": "foreign-basic", "redirect_uri": product.landing.url, "state": "s",
        "scope": "openid profile", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    })
    return visitor.send("GET", f"{product.broker}/authorize?{query}")


def redeem(product, address, code):
    return requests.post(
        f"{address}/token",
        auth=("foreign-basic", product.CLIENT_SECRET),
        data={
            "grant_type": "authorization_code", "code": code, "redirect_uri": product.landing.url,
            "code_verifier": VERIFIER,
        },
        timeout=20,
    )


@pytest.mark.parametrize("start", [0, 1], ids=["first", "second"])
def test_sign_in_starts_on_one_and_ends_on_the_other(product, twins, start):
    one, other = twins[start], twins[1 - start]
    visitor = Balanced(product, [one, other])
    begun = begin(product, visitor)
    assert begun.status_code == 303, begun.text
    back = at_upstream(product, begun.headers["location"])
    assert back.startswith(f"{product.broker}/callback/itsme?")
    ended = visitor.send("GET", back)
    assert ended.status_code == 303, ended.text
    answer = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(ended.headers["location"]).query))
    assert answer["state"] == "s" and answer["iss"] == product.broker, ended.headers["location"]
    tokens = redeem(product, one, answer["code"])
    assert tokens.status_code == 200, tokens.text
    token = tokens.json()["access_token"]
    person = requests.get(f"{other}/userinfo", headers={"Authorization": f"Bearer {token}"}, timeout=20)
    assert person.json()["given_name"] == "Lotte"
    # Neither knows a code that the other has redeemed, and the second try ends the token everywhere (RFC 6749 §4.1.2).
    assert redeem(product, other, answer["code"]).json()["error"] == "invalid_grant"
    for address in twins:
        late = requests.get(f"{address}/userinfo", headers={"Authorization": f"Bearer {token}"}, timeout=20)
        assert late.status_code == 401


def test_return_counts_once_however_many_brokers_hear_of_it(product, twins):
    visitor = Balanced(product, twins)
    back = at_upstream(product, begin(product, visitor).headers["location"])
    first, second = visitor.send("GET", back), visitor.send("GET", back)
    code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(first.headers["location"]).query))["code"]
    # A second click waits for the answer to the first, and ends where there is none to tell any more.
    assert second.status_code == 303 and "/transaction/" in second.headers["location"]
    assert redeem(product, twins[0], code).status_code == 200
    late = visitor.send("GET", back)
    assert late.status_code == 409 and "location" not in late.headers


def test_another_browser_cannot_go_on_at_the_other_broker(product, twins):
    begun = begin(product, Balanced(product, twins))
    back = at_upstream(product, begun.headers["location"])
    stranger = Balanced(product, reversed(twins))
    assert stranger.send("GET", back).status_code == 403


# --- Signing ---------------------------------------------------------------------------------------------------------

NOTE = b"I owe you nothing."
SIGNER = "saar"  # itsme refuses test accounts for signing; this one plays a real account


class Office(Balanced):
    """A client whose requests go to the two in turn, with a token of one of them."""

    def __init__(self, product, addresses):
        super().__init__(product, addresses)
        form = {"grant_type": "client_credentials", "scope": "signing"}
        answer = self.send("POST", f"{self.public}/token", data=form, auth=("office", product.CLIENT_SECRET))
        self.headers = {"authorization": f"Bearer {answer.json()['access_token']}"}

    def call(self, verb, path, **more):
        return self.send(verb, f"{self.public}{path}", headers=self.headers, **more)

    def order(self):
        note = {"content": base64.b64encode(NOTE).decode(), "name": "note.txt", "media_type": "text/plain"}
        order = {"level": "qes", "methods": ["itsme"], "documents": [{**note, "format": "cades", "level": "B-B"}]}
        answer = self.call("POST", "/signing/transactions", json=order)
        assert answer.status_code == 201, answer.text
        return answer.json()


def consent(visitor, address):
    """From the review page at one broker to the consent at the other; answers with where that leads."""
    page = visitor.send("GET", address)
    assert page.status_code == 200, page.text
    action = html.unescape(re.search(r'action="([^"]*/consent)"', page.text).group(1))
    csrf = html.unescape(re.search(r'name="csrf" value="([^"]*)"', page.text).group(1))
    form = {"csrf": csrf, "accept": "yes", "method": "itsme"}
    answer = visitor.send("POST", urllib.parse.urljoin(address, action), data=form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def in_the_app(product, url):
    """What the person does at itsme in one of the two halves, up to the address that leads back to the broker."""
    page = requests.get(url, timeout=20)
    control = f"{product.simulator}/control/actions"
    actions = [action["id"] for action in requests.get(control, timeout=10).json()]
    shown = next((id for id in actions if id in page.url), None) or next(id for id in actions if id in page.text)
    answer = requests.post(f"{control}/{shown}", json={"do": "approve", "persona": SIGNER}, timeout=20)
    return answer.json()["redirect"]


def walk(product, visitor, address):
    """From the review page to the end of a signing; answers with the addresses by which the person came back."""
    url, returns = consent(visitor, address), []
    while url.startswith(product.simulator):
        returns.append(in_the_app(product, url))
        back = visitor.send("GET", returns[-1])
        url = back.headers.get("location", "")
    assert back.status_code == 200 and "You have signed" in back.text, back.text
    return returns


@pytest.mark.parametrize("start", [0, 1], ids=["first", "second"])
def test_signing_starts_on_one_and_ends_on_the_other(product, twins, start):
    one, other = twins[start], twins[1 - start]
    office, visitor = Office(product, [one, other]), Balanced(product, [one, other])
    signing = office.order()
    # Page and consent, and then the return from each half: every step at the broker that did not do the one before.
    returns = walk(product, visitor, signing["sign_url"])
    assert len(returns) == 2, "one for the certificate, one for the approval"
    path = f"/signing/transactions/{signing['id']}"
    for _ in twins:
        status = office.call("GET", path).json()
        assert status["status"] == "completed" and status["documents"][0]["level_reached"] == "B-B", status
    signed = {office.call("GET", f"{path}/documents/0/signed").content for _ in twins}
    evidence = {office.call("GET", f"{path}/evidence").content for _ in twins}
    assert len(signed) == len(evidence) == 1, "both hand out the same"
    judge(product, signed.pop(), evidence.pop())
    # What came back once counts for nothing any more, at neither.
    for address in returns + returns:
        visitor.send("GET", address)
    assert office.call("GET", path).json() == status


def judge(product, signed, evidence):
    """The message by OpenSSL, and the evidence by the broker's own command; without timestamps that stays in doubt."""
    folder = product.folder / "twins-signed"
    folder.mkdir(exist_ok=True)
    for name, content in [("note.txt", NOTE), ("note.p7s", signed), ("evidence", evidence)]:
        (folder / name).write_bytes(content)
    (folder / "keys.json").write_bytes(requests.get(f"{product.broker}/jwks.json", timeout=10).content)
    openssl = ["openssl", "cms", "-verify", "-inform", "DER", "-binary", "-noverify", "-content", "note.txt", "-in", "note.p7s"]
    verified = subprocess.run(openssl, cwd=folder, capture_output=True)
    assert verified.returncode == 0 and verified.stdout == NOTE, verified.stderr
    command = [product.binaries / "eid-broker", "evidence", "verify", "evidence", "--keys", "keys.json", "--document", "note.txt"]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert told.returncode == 2 and "FAILED" not in told.stdout, told.stdout + told.stderr
    assert "note.txt is “note.txt” as it was handed in." in told.stdout, told.stdout


def test_another_browser_cannot_go_on_with_a_signing_at_the_other_broker(product, twins):
    office, visitor = Office(product, twins), Balanced(product, twins)
    signing = office.order()
    back = in_the_app(product, consent(visitor, signing["sign_url"]))
    stranger = Balanced(product, reversed(twins))
    assert stranger.send("GET", back).status_code == 403
    assert office.call("GET", f"/signing/transactions/{signing['id']}").json()["status"] not in ("completed", "failed")
