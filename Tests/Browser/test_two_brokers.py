"""Two broker processes over one store: a sign-in may go on at either, and nothing of it can be used twice."""

import itertools
import re
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
    assert "code=" in first.headers["location"]
    assert second.status_code == 409 and "location" not in second.headers


def test_another_browser_cannot_go_on_at_the_other_broker(product, twins):
    begun = begin(product, Balanced(product, twins))
    back = at_upstream(product, begun.headers["location"])
    stranger = Balanced(product, reversed(twins))
    assert stranger.send("GET", back).status_code == 403
