# A method that misbehaves; the test writes `MODE = …` in front of it.
import base64
import json
import os
import select
import signal
import socket
import struct
import sys
import time

broker = socket.socket(fileno=3)
cancelled = []
opened = {}


def framed(message):
    body = json.dumps(message).encode()
    return struct.pack(">I", len(body)) + body


def send(message):
    broker.sendall(framed(message))


def receive():
    def take(count):
        data = b""
        while len(data) < count:
            part = broker.recv(count - len(data))
            if not part:
                sys.exit(0)
            data += part
        return data

    return json.loads(take(struct.unpack(">I", take(4))[0]))


def ask(name, content):
    """Calls the broker and waits for its answer."""
    send({"call": name, "id": 1, "with": content})
    while True:
        message = receive()
        if message.get("answer") == 1 or message.get("failure") == 1:
            return message


TEXT = {language: "Misfit" for language in ("nl", "fr", "de", "en")}
HELLO = {
    "protocol": 99 if MODE == "version" else 2 if MODE == "signer" else 1,
    "descriptor": {
        "provider": "somebody-else" if MODE == "name" else "misfit",
        "displayName": TEXT,
        "types": ["verification", "signing"] if MODE == "signer" else ["verification"],
        "attributes": [{"name": "givenName", "availability": "always", "exceptions": {}}],
        "assurance": [{"acr": "low", "level": "low"}],
        "keepsEvidence": False,
        "countries": [],
        "hosts": ["declared.example"],
    },
    "settings": [
        {"key": "address", "kind": {"type": "url"}, "required": False, "summary": "An address to call."},
    ],
}
SUBJECT = {"namespace": "urn:se:personnummer", "identifier": "199001012385"}
IDENTITY = {"subject": SUBJECT, "assurance": "low", "authenticatedAt": 1, "attributes": {}, "evidence": []}
SIGNER = {"subject": SUBJECT, "certificates": []}
STEP = {"present": {"redirect": {"to": "https://misfit.example/"}}, "state": "c3RhdGU="}


def told(call, text):
    """Tells the test something."""
    send({"failure": call, "with": {"code": "declined", "detail": text}})


def http(url):
    request = {"verb": "GET", "url": url, "headers": [], "body": "", "time": 5000, "bodyBytes": 1000}
    if MODE == "smuggle":
        request["headers"] = [{"name": "x", "value": "a\r\nhost: b"}]
    answer = ask("http", {"instance": opened["instance"], "request": request})
    return str(answer["with"].get("status") or answer["with"]["code"])


def fork():
    """A child in a session of its own that keeps the socket until the broker ends it."""
    if os.fork() == 0:
        os.setsid()
        poll = select.poll()
        poll.register(broker, 0)
        poll.poll()
        os._exit(0)


def misbehave(call, state):
    if MODE == "crash" and state == "bad":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif MODE in ("hang", "slow", "cancel", "late", "moody") and state == "bad":
        if MODE == "hang":
            time.sleep(3600)
    elif MODE == "cancel":
        told(call, f"cancelled {len(cancelled)}")
    elif MODE == "notes":
        for _ in range(20000):
            note = {"instance": 1, "level": "info", "message": "flood", "metadata": {}}
            send({"note": "log", "with": note})
    elif MODE == "frame":
        broker.sendall(struct.pack(">I", 1 << 30))
    elif MODE == "bytes":
        for _ in range(100):
            send({"failure": call, "with": {"code": "declined", "detail": "x" * 1_000_000}})
    elif MODE == "calls":
        for number in range(1000):
            request = {"verb": "GET", "url": "https://declared.example/", "headers": [], "body": "", "time": 60000,
                       "bodyBytes": 0}
            send({"call": "http", "id": number, "with": {"instance": opened["instance"], "request": request}})
    elif MODE == "keys":
        content = {"instance": opened["instance"], "key": "k", "algorithm": "ES256", "bytes": ""}
        for _ in range(1 if state == "some" else 1000):
            # At one moment, so that all are there before the first one is answered.
            calls = [{"call": "sign", "id": number, "with": content} for number in range(20)]
            broker.sendall(b"".join(framed(call) for call in calls))
            for _ in calls:
                receive()
        told(call, "signed")
    elif MODE == "plead":
        request = {"verb": "GET", "url": "https://undeclared.example/", "headers": [], "body": "", "time": 60000,
                   "bodyBytes": 0}
        content = {"instance": opened["instance"]}
        for _ in range(3):
            # At one moment, so that many fall into one second however slow the machine is.
            calls = [{"call": "http", "id": number, "with": dict(content, request=request)} for number in range(30)]
            calls += [{"call": "nonsense", "id": number, "with": content} for number in range(30, 60)]
            broker.sendall(b"".join(framed(call) for call in calls))
            for _ in calls:
                receive()
        told(call, "pleaded")
    elif MODE == "shout":
        for number in range(100):
            note = {"instance": 1, "level": "info", "message": "x" * 900_000, "metadata": {}}
            send({"note": "log", "with": note})
    elif MODE == "forge":
        said = {"method": "itsme", "external": "another", "outcome": "identified", "a=b\nc": "d"}
        note = {"instance": opened["instance"], "level": "info", "message": "sign-in ended", "metadata": said}
        send({"note": "log", "with": note})
        told(call, "logged")
    elif MODE == "orphan" and state == "bad":
        fork()
        os._exit(3)
    elif MODE == "unreadable" and state == "log":
        note = {"instance": opened["instance"], "level": "info", "message": "said \0", "metadata": {"half": "\ud800"}}
        send({"note": "log", "with": note})
        told(call, "logged \0 \\u0000")
    elif MODE == "unreadable" and state == "http":
        told(call, http("https://declared.example/\0"))
    elif MODE == "unreadable" and state == "bytes":
        body = json.dumps({"answer": call, "with": {"finished": dict(IDENTITY, assertedACR="é")}}, ensure_ascii=False)
        body = body.encode("latin-1")
        broker.sendall(struct.pack(">I", len(body)) + body)
    elif MODE == "unreadable" and state != "good":
        said = {"nul": {"assertedACR": "\0"}, "half": {"assertedACR": "\udc00\ud800"}, "name": {"\0": ""}}
        send({"answer": call, "with": {"finished": dict(IDENTITY, **said[state])}})
    elif MODE == "finish":
        send({"answer": call, "with": {"finished": IDENTITY}})
    elif MODE == "stranger":
        send({"answer": 4711, "with": {}})
    elif MODE == "garbage":
        broker.sendall(struct.pack(">I", 5) + b"hello")
    elif MODE == "step":
        send({"answer": call, "with": {"present": {"redirect": {"to": "javascript:alert(1)"}}, "state": ""}})
    elif MODE == "print":
        for number in range(2000):
            print(number)
        sys.stdout.flush()
        send({"answer": call, "with": STEP})
    elif MODE in ("http", "smuggle", "fewer"):
        told(call, http(state))
    elif MODE == "look":
        told(call, json.dumps([sorted(os.environ), sorted(int(name) for name in os.listdir("/proc/self/fd")),
                               os.getpid(), os.getcwd()]))
    elif MODE == "sign":
        key = opened["keys"][0]
        if "PRIVATE" in json.dumps(opened) or "d" in key["publicKey"]:
            told(call, "a private key was sent")
        content = {"instance": opened["instance"], "key": key["id"], "algorithm": "ES256", "bytes": state}
        answer = ask("sign", dict(content, key="another", bytes="") if state == "another" else content)
        told(call, answer["with"].get("signature") or answer["with"]["code"])
    elif MODE == "decrypt":
        content = {"instance": opened["instance"], "token": state, "algorithm": "ECDH-ES", "encryption": "A128GCM"}
        answer = ask("decrypt", content)
        told(call, answer["with"].get("content") or answer["with"]["code"])
    elif MODE in ("restless", "moving") and state in ("bad", "die"):
        sys.exit(3)
    else:
        send({"answer": call, "with": STEP})


if MODE == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if MODE == "dead":
    print("no such library", file=sys.stderr)
    sys.exit(2)
while True:
    message = receive()
    if message.get("note") == "cancel":
        cancelled.append(message["with"]["id"])
    name, content = message.get("call"), message["with"]
    if name == "hello":
        if MODE == "silent":
            time.sleep(3600)
        send({"answer": message["id"], "with": HELLO})
    elif name == "open":
        opened = content
        answer = {"issues": []}
        if MODE == "signer":
            answer["signing"] = {"kind": "native", "maximumDigests": 10, "isQualified": True, "identifiesSigner": True,
                                 "needsSignerHint": False}
        if MODE in ("fewer", "more"):
            hosts = [] if MODE == "fewer" else ["declared.example", "undeclared.example"]
            answer["descriptor"] = dict(HELLO["descriptor"], hosts=hosts)
        send({"answer": message["id"], "with": answer})
    elif name == "beginSigning":
        send({"answer": message["id"], "with": {"ready": SIGNER, "state": ""}})
    elif name == "authorise":
        item = {"kind": "k", "mediaType": "text/plain", "content": ""}
        native = {"evidence": item, "identity": IDENTITY}
        signed = {"signer": SIGNER, "values": [], "native": native, "evidence": []}
        send({"answer": message["id"], "with": {"signed": signed}})
    elif name == "begin":
        misbehave(message["id"], content["request"]["callbackState"])
    elif name == "redraw" and MODE == "moving":
        code = {"qr": f"{base64.b64decode(content['state']).decode()} {int(content['now'])}", "pollAfter": 1000}
        send({"answer": message["id"], "with": {"interaction": {"openApp": code}}})
    elif name == "redraw" and MODE == "scribble":
        send({"answer": message["id"], "with": {"interaction": {"openApp": {"svg": "<script>"}}}})
    elif name in ("redraw", "abandon") and MODE == "slow":
        pass
    elif name == "health" and MODE == "moody":
        send({"failure": message["id"], "with": {"code": "unavailable", "detail": "the upstream is down"}})
    elif name == "health" and MODE == "late":
        # What nobody waits for any more is answered only now.
        for call in cancelled:
            send({"answer": call, "with": STEP})
        cancelled.clear()
        send({"answer": message["id"], "with": {}})
    elif name is not None:
        send({"answer": message["id"], "with": {}})
