"""Signed documents, judged by our own program and by tools that others wrote."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from demonstration.processes import ROOT, output
from demonstration.trouble import Trouble

PYHANKO = pathlib.Path(__file__).with_name("pyhanko_judge.py")


def verdicts(broker, signed, evidence, document, trust, expected):
    """What each judge says; one that does not say what is expected ends the demo.

    `expected` is a triple: level, qualification without a trusted list, and with the list in the folder of `trust`.
    """
    level, claim, qualification = expected
    # Below B-LT nothing in the file says that no certificate was revoked, and the verdict is no better than that.
    verdict, status = ("valid", 0) if level in ("B-LT", "B-LTA") else ("indeterminate", 2)
    for name, more, words in [
        ("eid-broker verify", [], claim),
        ("… with a trusted list", ["--trusted-list", trust / "trusted-list.xml"], qualification),
    ]:
        report = json.loads(
            output([broker, "verify", signed, "--trust", trust / "root.pem", "--json", *more], [status])
        )
        first = report["signatures"][0]
        demand(name, (report["verdict"], first["level"], first["qualification"]), (verdict, level, words))
        yield name, f"{verdict}, {level}, {words}, by {first['signer']}"
    if verdict == "indeterminate":
        missing = "; ".join(finding["detail"] for finding in first["findings"])
        yield "… why not more", f"{missing}: {level} carries none, and only what is valid is more than a claim"
    report = json.loads(
        output(
            [broker, "evidence", "verify", evidence, "--trust", trust / "root.pem"]
            + ["--document", document, "--document", signed, "--json"]
        )
    )
    outcomes = {check["outcome"] for check in report["checks"]}
    demand("eid-broker evidence verify", report["verdict"], "valid")
    if "failed" in outcomes:
        raise Trouble(f"eid-broker evidence verify calls evidence valid of which a check failed:\n{report}")
    passed = sum(check["outcome"] == "passed" for check in report["checks"])
    yield "eid-broker evidence", f"valid, {passed} checks passed"
    if installed("openssl"):
        with tempfile.TemporaryDirectory() as folder:
            yield from openssl(signed, trust / "root.pem", pathlib.Path(folder))
    if installed("pdfsig"):
        text = output(["pdfsig", "-nocert", signed])
        demand("pdfsig", "Signature is Valid." in text, True, text)
        yield "pdfsig", "Signature is Valid."
    if installed("qpdf"):
        output(["qpdf", "--check", signed])
        yield "qpdf --check", "no errors"
    python = ROOT / ".venv/bin/python"
    if python.exists() and subprocess.run([python, "-c", "import pyhanko"], capture_output=True).returncode == 0:
        yield "pyHanko", output([python, PYHANKO, signed, trust / "root.pem", level]).strip()
    else:
        absent("pyHanko")


def demand(judge, said, expected, text=""):
    if said != expected:
        raise Trouble(f"{judge} says {said}, and not {expected}\n{text}")


def installed(name):
    if shutil.which(name):
        return True
    absent(name)
    return False


def absent(judge):
    """Whoever tries the demo may lack a judge; tests must not."""
    if os.environ.get("JUDGES") == "all":
        raise Trouble(f"{judge} is not there to judge")


def openssl(signed, root, folder):
    """The first signature's message over the bytes that it says it covers, and the timestamp in it."""
    data = signed.read_bytes()
    start, length, rest, tail = map(int, re.search(rb"/ByteRange\s*\[\s*(\d+) +(\d+) +(\d+) +(\d+)\s*\]", data).groups())
    digits = bytes.fromhex(data[start + length + 1 : rest - 1].decode())
    files = {
        "message.der": digits[: end(digits, 0)],
        "content.bin": data[start : start + length] + data[rest : rest + tail],
    }
    _, signed_data = children(digits, 0)
    signer = children(digits, children(digits, children(digits, signed_data)[0])[-1])[0]
    parts = children(digits, signer)
    value, unsigned = parts[-2], parts[-1]
    stamps = [
        children(digits, children(digits, attribute)[1])[0]
        for attribute in children(digits, unsigned)
        if digits[children(digits, attribute)[0] :].startswith(TIMESTAMP)
    ]
    demand("the CMS message", len(stamps), 1, "timestamps of the signature")
    files["value.bin"] = digits[begin(digits, value) : end(digits, value)]
    files["token.der"] = digits[stamps[0] : end(digits, stamps[0])]
    for name, content in files.items():
        (folder / name).write_bytes(content)
    output(
        ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", folder / "message.der"]
        + ["-content", folder / "content.bin", "-CAfile", root, "-purpose", "any", "-out", os.devnull]
    )
    yield "openssl cms -cades", "Verification successful"
    output(
        ["openssl", "ts", "-verify", "-data", folder / "value.bin", "-in", folder / "token.der", "-token_in"]
        + ["-CAfile", root]
    )
    yield "openssl ts -verify", "Verification: OK"


TIMESTAMP = bytes.fromhex("060b2a864886f70d010910020e")  # id-aa-signatureTimeStampToken


def begin(der, at):
    """Where the content of the DER value at a place begins."""
    return at + 2 + (der[at + 1] & 0x7F if der[at + 1] & 0x80 else 0)


def end(der, at):
    """Where the DER value at a place ends."""
    first = der[at + 1]
    length = int.from_bytes(der[at + 2 : at + 2 + (first & 0x7F)], "big") if first & 0x80 else first
    return begin(der, at) + length


def children(der, at):
    """The places of what a constructed DER value holds."""
    places, next_one = [], begin(der, at)
    while next_one < end(der, at):
        places.append(next_one)
        next_one = end(der, next_one)
    return places
