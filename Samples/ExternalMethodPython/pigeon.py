#!/usr/bin/env python3
"""The carrier pigeons of Plugins/Template as an external method, with Python's standard library alone.

The broker starts this file and speaks with it on descriptor 3; Documentation/ExternalMethods.md describes the protocol. The
first half is the protocol and fits any method; the second half is what pigeons do.
"""

import base64
import concurrent.futures
import hashlib
import hmac
import json
import os
import secrets
import socket
import struct
import sys
import threading
import time
import traceback
import urllib.parse

# ---- The protocol -----------------------------------------------------------------------------------------------------


class MethodError(Exception):
    """Why a transaction does not end in an identity; the codes are those of the protocol."""

    def __init__(self, code, detail):
        super().__init__(detail)
        self.code, self.detail = code, detail


class HTTPFailure(Exception):
    """Why a call of HTTP has no answer."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class Broker:
    """The socket: reads messages, answers calls on threads of their own, and calls the broker back."""

    def __init__(self, method):
        self.method = method
        self.socket = socket.socket(fileno=3)
        self.sending = threading.Lock()
        self.waiting = {}
        self.last = 0
        self.workers = concurrent.futures.ThreadPoolExecutor(max_workers=64)

    def serve(self):
        """Runs until the broker closes the socket."""
        while (message := self.receive()) is not None:
            if "call" in message:
                self.workers.submit(self.answer, message)
            elif "answer" in message:
                self.settle(message["answer"], (True, message["with"]))
            elif "failure" in message:
                self.settle(message["failure"], (False, message["with"]))
            elif message["note"] == "close":
                self.method.close(message["with"]["instance"])
        os._exit(0)

    def answer(self, message):
        try:
            content = getattr(self.method, "on_" + message["call"])(message["with"], self)
            self.send({"answer": message["id"], "with": content})
        except MethodError as error:
            self.send({"failure": message["id"], "with": {"code": error.code, "detail": error.detail}})
        except Exception as error:  # A mistake of ours: what others send and we cannot take is a MethodError.
            complain(error)
            detail = "unexpected " + type(error).__name__
            self.send({"failure": message["id"], "with": {"code": "misconfigured", "detail": detail}})

    def settle(self, number, result):
        future = self.waiting.pop(number, None)
        if future is not None:
            future.set_result(result)

    def call(self, name, content):
        """Asks the broker for something, and waits for its answer."""
        future = concurrent.futures.Future()
        with self.sending:
            self.last += 1
            number = self.last
            self.waiting[number] = future
        self.send({"call": name, "id": number, "with": content})
        return future.result()

    def http(self, instance, verb, url, headers=(), body=b"", time=10_000, body_bytes=64 * 1024):
        """Outbound HTTP, by the broker: to the hosts of `hosts` and of the settings' URLs only."""
        request = {
            "verb": verb,
            "url": url,
            "headers": [{"name": name, "value": value} for name, value in headers],
            "body": base64.b64encode(body).decode(),
            "time": time,
            "bodyBytes": body_bytes,
        }
        is_answer, content = self.call("http", {"instance": instance, "request": request})
        if not is_answer:
            raise HTTPFailure(content["code"])
        return content["status"], base64.b64decode(content["body"])

    def send(self, message):
        body = json.dumps(message).encode()
        with self.sending:
            self.socket.sendall(struct.pack(">I", len(body)) + body)

    def receive(self):
        head = self.read(4)
        return None if head is None else json.loads(self.read(struct.unpack(">I", head)[0]))

    def read(self, count):
        data = b""
        while len(data) < count:
            part = self.socket.recv(count - len(data))
            if not part:
                return None
            data += part
        return data


def complain(error):
    """Says where it happened on standard error, which is the broker's log: no values, they might tell who the person is."""
    for frame, line in list(traceback.walk_tb(error.__traceback__))[-5:]:
        place = f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_name}"
        print(f"{type(error).__name__} at {place}", file=sys.stderr, flush=True)


# ---- The pigeons ------------------------------------------------------------------------------------------------------

DESCRIPTOR = {
    "provider": "pigeon",
    "displayName": {"nl": "Postduif", "fr": "Pigeon voyageur", "de": "Brieftaube", "en": "Carrier pigeon"},
    "types": ["verification", "authentication"],
    "attributes": [
        {"name": "givenName", "availability": "always"},
        {"name": "familyName", "availability": "always"},
        {"name": "birthdate", "availability": "maybe"},
        {"name": "email", "availability": "maybe"},
    ],
    "assurance": [{"acr": "ring", "level": "low"}, {"acr": "ring+pin", "level": "substantial"}],
    "keepsEvidence": False,
    "countries": [],
    "hosts": [],  # The pigeon post's own stands in the settings.
}
SETTINGS = [
    {"key": "issuer", "kind": {"type": "url"}, "required": True, "summary": "Where the pigeon post lives; https."},
    {"key": "clientID", "kind": {"type": "text"}, "required": True, "summary": "What the pigeon post calls us."},
    {
        "key": "clientSecret",
        "kind": {"type": "secret"},
        "required": True,
        "summary": "Shared with the pigeon post, at least 32 bytes; seals its letters.",
    },
]
# A client that knows somebody's ring may say so (login_hint=ring:4711): only pigeons have one.
LOGIN_HINTS = [[{"text": "ring:"}, {"any": "0123456789", "atLeast": 1, "atMost": 20}]]
LEVELS = ["low", "substantial", "high"]
# Our name, the letter's, and the kind of value.
ATTRIBUTES = [
    ("givenName", "given_name", "text"),
    ("familyName", "family_name", "text"),
    ("email", "email", "text"),
    ("birthdate", "hatched", "date"),
]


class Pigeons:
    """People prove who they are to a pigeon post, which answers with a sealed letter."""

    def __init__(self):
        self.settings = {}

    def on_hello(self, content, broker):
        if 1 not in content["protocols"]:
            raise MethodError("unsupported", "no version of the protocol in common")
        return {"protocol": 1, "descriptor": DESCRIPTOR, "settings": SETTINGS}

    def on_health(self, content, broker):
        return {}

    def on_open(self, content, broker):
        settings = content["settings"]
        if len(settings["clientSecret"].encode()) < 32:
            message = "has fewer than 32 bytes; HS256 needs that many (RFC 7518 §3.2)"
            return {"issues": [{"path": "clientSecret", "message": message}]}
        self.settings[content["instance"]] = settings
        return {"issues": [], "loginHints": LOGIN_HINTS}

    def close(self, instance):
        self.settings.pop(instance, None)

    def on_begin(self, content, broker):
        settings, request = self.settings[content["instance"]], content["request"]
        wanted = LEVELS.index(request.get("assurance", "low"))
        fitting = [row["acr"] for row in DESCRIPTOR["assurance"] if LEVELS.index(row["level"]) >= wanted]
        if not fitting:
            raise MethodError("insufficient_assurance", "pigeons are not that sure of anybody")
        nonce = secrets.token_urlsafe(32)
        query = urllib.parse.urlencode(
            {
                "client": settings["clientID"],
                "return": request["callbackURL"],
                "state": request["callbackState"],
                "nonce": nonce,
                "level": fitting[0],
            }
        )
        state = base64.b64encode(json.dumps({"nonce": nonce}).encode()).decode()
        return {"present": {"redirect": {"to": settings["issuer"].rstrip("/") + "/fly?" + query}}, "state": state}

    def on_resume(self, content, broker):
        request, event = content["request"], content["event"]
        fields = {field["name"]: field["value"] for field in event.get("callback", [])}
        if fields.get("state") != request["callbackState"]:
            raise MethodError("untrusted", "this is not the return of this transaction's pigeon")
        outcomes = {
            "stopped": ("cancelled", "the person called the pigeon back"),
            "refused": ("declined", "the person sent no letter"),
            "lost": ("expired", "the pigeon did not return in time"),
        }
        if "error" in fields:
            unknown = ("untrusted", "the pigeon post reports an error that is not documented")
            raise MethodError(*outcomes.get(fields["error"], unknown))
        code = fields.get("code", "")
        if not 1 <= len(code.encode()) <= 128:
            raise MethodError("untrusted", "the pigeon brings no code")
        nonce = json.loads(base64.b64decode(content["state"]))["nonce"]
        letter = self.letter(code, content["instance"], broker)
        settings = self.settings[content["instance"]]
        return {"finished": identity(letter, settings, request, nonce, content["now"])}

    def on_redraw(self, content, broker):
        return {}

    def on_abandon(self, content, broker):
        return {}

    def letter(self, code, instance, broker):
        settings = self.settings[instance]
        form = {"client": settings["clientID"], "secret": settings["clientSecret"], "code": code}
        try:
            status, body = broker.http(
                instance,
                "POST",
                settings["issuer"].rstrip("/") + "/letter",
                headers=[("content-type", "application/json")],
                body=json.dumps(form).encode(),
            )
        except HTTPFailure as failure:
            raise MethodError("untrusted" if failure.code == "tooLarge" else "unavailable", "no letter") from failure
        if status == 401:
            raise MethodError("misconfigured", "the pigeon post does not know us")
        if status != 200:
            raise MethodError("unavailable" if status >= 500 else "untrusted", f"the pigeon post answers {status}")
        return unsealed(body, settings["clientSecret"].encode())


def unsealed(token, secret):
    """The letter in a token that is sealed with HS256, and with nothing else."""
    try:
        header, payload, seal = token.decode("ascii").split(".")
        expected = hmac.new(secret, f"{header}.{payload}".encode(), hashlib.sha256).digest()
        if strict_json(unpadded(header)).get("alg") != "HS256" or not hmac.compare_digest(unpadded(seal), expected):
            raise ValueError
        return strict_json(unpadded(payload))
    except (ValueError, RecursionError):
        # Whatever was wrong, the text of the error might quote the letter.
        raise MethodError("untrusted", "the letter bears no valid seal") from None


def unpadded(text):
    """Strict base64url without padding."""
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(data).decode().rstrip("=") != text:
        raise ValueError
    return data


def strict_json(data):
    """An object in which no name occurs twice, of texts that are Unicode throughout and have no NUL."""

    def pairs(members):
        if len({name for name, _ in members}) != len(members):
            raise ValueError
        return dict(members)

    value = json.loads(data.decode("utf-8"), object_pairs_hook=pairs)
    json.dumps(value, ensure_ascii=False).encode("utf-8")  # refuses halves of characters
    if not isinstance(value, dict) or has_nul(value):
        raise ValueError
    return value


def has_nul(value):
    """Whether some text has a NUL, which the protocol does not carry."""
    if isinstance(value, dict):
        return any(has_nul(name) or has_nul(part) for name, part in value.items())
    return any(map(has_nul, value)) if isinstance(value, list) else isinstance(value, str) and "\0" in value


def identity(letter, settings, request, nonce, now):
    """What a letter says, once it is clear that it is for this transaction."""
    written, subject, level = letter.get("written"), letter.get("ring"), letter.get("level")
    is_ours = (
        letter.get("from") == settings["issuer"]
        and letter.get("to") == settings["clientID"]
        and letter.get("nonce") == nonce
        and isinstance(written, int)
        and now - 300 <= written <= now + 60
        and isinstance(subject, str)
        and 1 <= len(subject.encode()) <= 64
    )
    if not is_ours:
        raise MethodError("untrusted", "the letter is not for this transaction")
    worth = {row["acr"]: row["level"] for row in DESCRIPTOR["assurance"]}
    # A level that the letter does not state, or that nobody knows, counts as the lowest.
    assurance = worth.get(level, "low") if isinstance(level, str) else "low"
    if LEVELS.index(assurance) < LEVELS.index(request.get("assurance", "low")):
        raise MethodError("insufficient_assurance", "the pigeon post is less sure than was asked for")
    attributes = {}
    for name, claim, kind in ATTRIBUTES:
        value = letter.get(claim)
        if name in request["attributes"] and isinstance(value, str) and value.strip() and (kind == "text" or is_date(value)):
            attributes[name] = {"value": {kind: value}, "source": {"claim": claim, "basis": "upstream"}}
    result = {
        "subject": {"namespace": settings["issuer"], "identifier": subject},
        "assurance": assurance,
        "authenticatedAt": now,
        "attributes": attributes,
        "evidence": [],
    }
    if isinstance(level, str):
        result["assertedACR"] = level
    return result


def is_date(text):
    try:
        return time.strftime("%Y-%m-%d", time.strptime(text, "%Y-%m-%d")) == text
    except ValueError:
        return False


if __name__ == "__main__":
    Broker(Pigeons()).serve()
