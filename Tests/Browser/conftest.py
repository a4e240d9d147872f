import os
import pathlib

import pytest
import requests

from product import ROOT, Product
from visitor import Visitor, start_chromium

KINDS = [(scripts, size) for scripts in (True, False) for size in ("phone", "desktop")]


@pytest.fixture(scope="session")
def product(tmp_path_factory):
    binaries = pathlib.Path(os.environ.get("BINARIES") or ROOT / ".build/debug")
    product = Product(tmp_path_factory.mktemp("product") / "demo", binaries)
    try:
        product.start()
        yield product
        # Whatever was done to them, they must have lived through it.
        product.processes.check()
    finally:
        product.stop()


@pytest.fixture(autouse=True)
def plain_http_on_loopback(monkeypatch):
    """Libraries of clients refuse http otherwise."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.fixture(scope="session")
def discovery(product):
    return requests.get(f"{product.broker}/.well-known/openid-configuration", timeout=10).json()


@pytest.fixture(scope="session")
def chromium(product):
    driver = start_chromium()
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def browser(chromium):
    """The one browser; tests say who sits before it by `become`."""
    screens = ROOT / ".demo/screens"
    screens.mkdir(parents=True, exist_ok=True)
    return Visitor(chromium, screens)


@pytest.fixture(params=KINDS, ids=[f"{size}-{'scripts' if scripts else 'plain'}" for scripts, size in KINDS])
def visitor(request, browser):
    """A person with and without scripts, at phone and at desktop width."""
    scripts, size = request.param
    return browser.become(scripts=scripts, size=size)


@pytest.fixture(params=[(False, "phone"), (True, "desktop")], ids=["phone-plain", "desktop-scripts"])
def person(request, browser):
    """As `visitor`, for tests in which the other two would see the same again."""
    scripts, size = request.param
    return browser.become(scripts=scripts, size=size)
