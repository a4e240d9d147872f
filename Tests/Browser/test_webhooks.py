"""What a client's webhook is told, heard over a socket and verified by a library that we did not write."""

import base64
import json

import pytest
import requests
from standardwebhooks import Webhook, WebhookVerificationError


@pytest.fixture(scope="module")
def event(product):
    """The event of a signing that its client gave up."""
    form = {"grant_type": "client_credentials", "scope": "signing"}
    answer = requests.post(f"{product.broker}/token", form, auth=("office", product.CLIENT_SECRET), timeout=10)
    headers = {"authorization": f"Bearer {answer.json()['access_token']}"}
    note = {"content": base64.b64encode(b"I owe you nothing.").decode(), "name": "note.txt", "media_type": "text/plain"}
    order = {"level": "qes", "state": "order 7", "documents": [{**note, "format": "cades", "level": "B-B"}]}
    answer = requests.post(f"{product.broker}/signing/transactions", json=order, headers=headers, timeout=10)
    assert answer.status_code == 201, answer.text
    address = f"{product.broker}{answer.headers['location']}"
    assert requests.post(f"{address}/cancel", headers=headers, timeout=10).json()["status"] == "cancelled"
    signing = answer.json()["id"]
    while True:
        fields, body = product.office.heard.get(timeout=20)
        # Other tests' signings end as well, and the office hears of each.
        if json.loads(body)["data"]["id"] == signing:
            return signing, fields, body


def test_the_event_says_how_it_ended(event):
    signing, fields, body = event
    told = json.loads(body)
    assert told["type"] == "signing.cancelled"
    assert told["data"] == {"id": signing, "status": "cancelled", "state": "order 7"}
    assert fields["Content-Type"] == "application/json"


def test_a_verifier_of_others_accepts_it(product, event):
    _, fields, body = event
    assert Webhook(product.WEBHOOK_SECRET).verify(body, fields)["type"] == "signing.cancelled"


def test_a_verifier_of_others_notices_a_change(product, event):
    _, fields, body = event
    with pytest.raises(WebhookVerificationError):
        Webhook(product.WEBHOOK_SECRET).verify(body.replace(b"cancelled", b"completed"), fields)
