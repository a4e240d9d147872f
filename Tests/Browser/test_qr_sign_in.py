"""Whole sign-ins by a code that moves, with real methods and their simulators; and with two brokers that share a store."""

import html
import io
import re
import time
import urllib.parse

import PIL.Image
import pytest
import requests
import yaml
import zxingcpp
from selenium.webdriver.common.by import By

from product import CHALLENGE, ROOT, VERIFIER, free_ports

CHECK = "I have confirmed, continue"
PEOPLE = {"bankid": ("astrid", "Sjöholm"), "smart-id": ("kadri", None)}


class Desk:
    """Two brokers over one database, and a simulator for each method."""

    def __init__(self, product):
        names = ["first", "second", "smart-id", "bankid", "openid-connect"]
        ports = dict(zip(names, free_ports(len(names))))
        self.product, self.keys = product, product.folder / "keys"
        self.simulators = {name: f"http://localhost:{ports[name]}" for name in names[2:]}
        self.brokers = [f"http://localhost:{ports[name]}" for name in names[:2]]
        for name, address in self.simulators.items():
            product.processes.start(
                name,
                [product.binaries / "eid-simulator", name, "--port", ports[name], "--keys", self.keys,
                 "--callback", f"{self.brokers[0]}/callback/{name}"],
            )
            product.processes.wait(name, f"{address}/control/personas")
        text = (ROOT / "Samples/simulators.yaml").read_text().replace("../.demo/keys", str(self.keys))
        for default, name in {"8480": "first", "8484": "smart-id", "8485": "bankid", "8486": "openid-connect"}.items():
            text = text.replace(default, str(ports[name]))
        settings = yaml.safe_load(text)
        settings["storage"].update(kind="sqlite", path=str(product.folder / "qr.sqlite"))
        settings["clients"][0]["redirectURIs"] = [product.landing.url]
        for name, address in zip(names, self.brokers):
            settings["server"]["port"] = ports[name]
            path = product.folder / f"qr-{name}.yaml"
            path.write_text(yaml.safe_dump(settings, sort_keys=False))
            product.processes.start(f"qr-{name}", [product.binaries / "eid-broker", "serve", "--config", path])
            product.processes.wait(f"qr-{name}", f"{address}/health/ready")

    def request(self, method):
        fields = {
            "response_type": "code", "client_id": "sample-shop", "redirect_uri": self.product.landing.url, "state": "s",
            "scope": "openid profile", "acr_values": f"method:{method}", "code_challenge": CHALLENGE,
            "code_challenge_method": "S256",
        }
        return f"/authorize?{urllib.parse.urlencode(fields)}"

    def scan(self, method, code):
        """The app scans a code; what it has then to decide."""
        return self.control(method, "actions", {"code": code, "persona": PEOPLE[method][0]})["id"]

    def approve(self, method, action):
        self.control(method, f"actions/{action}", {"do": "approve"})

    def control(self, method, path, body):
        answer = requests.post(f"{self.simulators[method]}/control/{path}", json=body, timeout=10)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        return answer.json()

    def redeem(self, broker, location):
        """What the client learns."""
        answer = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))
        assert answer.get("state") == "s" and answer["iss"] == self.brokers[0], location
        secret = (self.keys / "shop.secret").read_text().strip()
        form = {
            "grant_type": "authorization_code", "code": answer["code"], "redirect_uri": self.product.landing.url,
            "code_verifier": VERIFIER,
        }
        tokens = requests.post(f"{broker}/token", data=form, auth=("sample-shop", secret), timeout=10)
        assert tokens.status_code == 200, tokens.text
        bearer = {"authorization": f"Bearer {tokens.json()['access_token']}"}
        return requests.get(f"{broker}/userinfo", headers=bearer, timeout=10).json()


@pytest.fixture(scope="module")
def desk(product):
    return Desk(product)


def expect_person(method, told):
    assert told["given_name"] and told["family_name"]
    assert PEOPLE[method][1] in (None, told["family_name"])


def read_code(driver):
    """The code on the page, read from a picture of it as an app's camera does."""
    picture = driver.find_element(By.CSS_SELECTOR, "figure svg").screenshot_as_png
    codes = zxingcpp.read_barcodes(PIL.Image.open(io.BytesIO(picture)), formats=zxingcpp.BarcodeFormat.QRCode)
    return codes[0].text if codes else None


@pytest.mark.parametrize("method", PEOPLE)
def test_a_person_scans_the_code_and_is_signed_in(person, product, desk, method):
    person.open(desk.brokers[0] + desk.request(method))
    person.until(lambda driver: driver.find_elements(By.CSS_SELECTOR, "figure svg"), "code")
    if person.scripts:  # without, the page reloads itself for its code, which axe-core takes for a fault
        person.look(f"qr-{method}")
    action = []

    def scans(driver):
        # A code that was read a moment too late is refused by the app, as a real one is.
        code = person.steadily(lambda: read_code(driver))
        if code:
            body = {"code": code, "persona": PEOPLE[method][0]}
            answer = requests.post(f"{desk.simulators[method]}/control/actions", json=body, timeout=10)
            action.extend([answer.json()["id"]] if answer.status_code == 200 else [])
        return bool(action)

    person.until(scans, "code that the app takes")
    desk.approve(method, action[0])

    # Without scripts the person says when the app is done, and again when that was too early.
    while not person.scripts and not person.url.startswith(product.landing.url):
        person.follow(CHECK)
    person.until_url(product.landing.url)
    expect_person(method, desk.redeem(desk.brokers[0], person.url))


def page_of(answer):
    """Code and status address of a waiting page."""
    code = re.search(r'<figure data-code="([^"]+)"', answer.text)
    status = re.search(r'data-status="([^"]+)"', answer.text)
    return html.unescape(code.group(1)) if code else None, status.group(1)


@pytest.mark.parametrize("method", PEOPLE)
def test_either_of_two_brokers_draws_the_code_and_ends_the_sign_in(desk, method):
    first, second = desk.brokers
    browser = requests.Session()
    begun = browser.get(first + desk.request(method), timeout=10)
    code, path = page_of(begun)
    other, _ = page_of(browser.get(second + path, timeout=10))
    assert code and other, "both draw it"
    action = desk.scan(method, other)
    desk.approve(method, action)
    location = None
    for turn in range(60):
        answer = browser.get([first, second][turn % 2] + path, timeout=20, allow_redirects=False)
        if answer.status_code == 303 and answer.headers["location"].startswith(desk.product.landing.url):
            location = answer.headers["location"]
            break
        assert answer.status_code in (200, 303), answer.text
        time.sleep(0.5)  # as a page does that reloads itself
    assert location, "neither broker has heard of the approval"
    # Whoever did not issue the code redeems it.
    expect_person(method, desk.redeem([second, first][turn % 2], location))
