"""Compact JAdES signatures before JOSE libraries that others wrote: jwcrypto and joserfc.

`verify TOKEN KEY`: the payload as both libraries give it, in base64, once they have verified the token with a public key in PEM.
Neither knows `sigD` (ETSI TS 119 182-1 §5.2.8), which is critical: both are told that we understand it.
"""

import base64
import sys

import jwcrypto.jwk
import jwcrypto.jws
from joserfc import jwk, jws
from joserfc.registry import HeaderParameter
from jwcrypto.common import JWSEHeaderParameter

ALGORITHMS = ["RS256", "PS256", "ES256", "ES384"]


def with_jwcrypto(token, pem):
    known = {"sigD": JWSEHeaderParameter("signed data", True, True, None)}
    signature = jwcrypto.jws.JWS(header_registry=known)
    signature.allowed_algs = ALGORITHMS
    signature.deserialize(token)
    signature.verify(jwcrypto.jwk.JWK.from_pem(pem))
    return signature.payload


def with_joserfc(token, pem):
    known = {"sigD": HeaderParameter("signed data", dict), "iat": HeaderParameter("signing time", int)}
    registry = jws.JWSRegistry(header_registry=known, algorithms=ALGORITHMS, strict_check_header=False)
    # Certificates in the header take more room than the half kilobyte that others need.
    registry.max_header_length = 64 * 1024
    kind = jwk.ECKey if jws.extract_compact(token.encode(), registry=registry).headers()["alg"].startswith("ES") else jwk.RSAKey
    return jws.deserialize_compact(token, kind.import_key(pem), registry=registry).payload


def verify(path, key):
    token, pem = open(path).read(), open(key, "rb").read()
    first, second = with_jwcrypto(token, pem), with_joserfc(token, pem)
    assert first == second
    print(base64.b64encode(first).decode())


globals()[sys.argv[1]](*sys.argv[2:])
