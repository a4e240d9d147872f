"""The description of the signing interface: well-formed, and about addresses and answers that exist."""

import re

import pytest
import requests
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from product import ROOT

FILE = ROOT / "Documentation/openapi.yaml"
ROUTES = ROOT / "Sources/EIDServer/Routes/Signing"
VERBS = {"get", "head", "post", "put", "delete", "patch"}


@pytest.fixture(scope="module")
def description():
    return yaml.safe_load(FILE.read_text())


def operations(description):
    for path, item in description["paths"].items():
        for verb in VERBS & item.keys():
            yield path, verb, item[verb]


def test_description_is_well_formed(description):
    assert description["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(description).iter_errors()] == []


def test_everything_that_is_described_is_used(description):
    text = FILE.read_text()
    for kind, entries in description["components"].items():
        for name in entries:
            if kind != "securitySchemes":
                assert text.count(f"#/components/{kind}/{name}\"") >= 1, f"nothing refers to {kind}/{name}"


def test_description_has_every_address_of_programs_and_no_other(description):
    served = set()
    for file in ROUTES.glob("*.swift"):
        served |= set(re.findall(r'"(/signing/[a-z/{}]+)"', file.read_text()))
    assert served, "the routes are elsewhere"
    assert {path for path in description["paths"] if path != "/token"} == served


def test_description_has_every_code_of_the_core(description):
    source = (ROOT / "Sources/EIDBroker/Sign/SigningFailure.swift").read_text()
    codes = re.findall(r'case \w+ = "([a-z_]+)"', source)
    assert description["components"]["schemas"]["SigningCode"]["enum"] == codes


def test_description_has_every_finding(description):
    source = (ROOT / "Sources/EIDPDF/Policy/PDFFinding.swift").read_text()
    kinds = re.findall(r"^        case (\w+)$", source, re.M)
    inspect = (ROOT / "Sources/EIDBroker/Sign/Engine/SignatureEngine+Inspect.swift").read_text()
    others = re.findall(r'\["(\w+)"\]', inspect)
    assert len(kinds) > 10 and len(others) > 2, "the sources say it in another way"
    text = description["components"]["schemas"]["Finding"]["description"]
    assert [word for word in kinds + others + ["certified1"] if f"`{word}`" not in text] == []


def test_every_address_takes_the_verbs_described(description, product):
    for path, item in description["paths"].items():
        verbs = {verb.upper() for verb in VERBS & item.keys()}
        address = product.broker + path.replace("{id}", "A" * 22).replace("{document}", "0")
        answer = requests.request("PATCH", address, timeout=10)
        assert answer.status_code == 405, f"PATCH {path}"
        assert set(answer.headers["allow"].split(", ")) == verbs, path
        assert answer.headers["content-type"] == "application/json"


def test_nothing_is_told_without_a_token(description, product):
    for path, verb, _ in operations(description):
        if path == "/token":
            continue
        address = product.broker + path.replace("{id}", "A" * 22).replace("{document}", "0")
        headers = {"content-type": "application/json" if path.endswith("transactions") else "application/pdf"}
        answer = requests.request(verb, address, data=b"{}" if verb == "post" else None, headers=headers, timeout=10)
        assert answer.status_code == 401, f"{verb} {path}: {answer.status_code}"
        assert answer.headers["cache-control"] == "no-store"
