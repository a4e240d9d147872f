"""Canonical XML and XML signatures by others: lxml's canonical forms, and signxml's signatures.

`canonical FILE`: a JSON list of documents; answers with a JSON list of [inclusive, exclusive] of the element with Id "it".
`verify FILE CERTIFICATE`: whether signxml accepts a signature of one part by a certificate.
`sign`: a JSON list of signatures that signxml made, over several algorithms and both canonical forms.
"""

import base64
import copy
import datetime
import json
import sys

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from signxml import CanonicalizationMethod, DigestAlgorithm, SignatureMethod, XMLSigner, XMLVerifier, methods


def canonical(path):
    answers = []
    for text in json.load(open(path)):
        document = etree.fromstring(text.encode())
        element = document.xpath('//*[@Id="it"]')[0]
        # lxml's element carries every name space that holds for it, also those that it does not declare itself.
        forms = [etree.tostring(element, method="c14n", exclusive=flag, with_comments=False, with_tail=False)
                 for flag in (False, True)]
        answers.append([base64.b64encode(form).decode() for form in forms])
    print(json.dumps(answers))


def verify(path, certificate):
    # The path is OpenSSL's matter; signxml wants the usage of TLS in certificates.
    result = XMLVerifier().verify(open(path, "rb").read(), x509_cert=open(certificate).read())
    print("verified", result.signed_xml.get("Id"))


def sign():
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Somebody")])
    answers = []
    for key, method in [
        (rsa.generate_private_key(65537, 2048), SignatureMethod.RSA_SHA256),
        (rsa.generate_private_key(65537, 2048), SignatureMethod.RSA_SHA512),
        (ec.generate_private_key(ec.SECP256R1()), SignatureMethod.ECDSA_SHA256),
        (ec.generate_private_key(ec.SECP384R1()), SignatureMethod.ECDSA_SHA384),
    ]:
        certificate = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
            .serial_number(7).not_valid_before(datetime.datetime(2020, 1, 1))
            .not_valid_after(datetime.datetime(2040, 1, 1)).sign(key, hashes.SHA256())
        )
        for form in (CanonicalizationMethod.CANONICAL_XML_1_0, CanonicalizationMethod.EXCLUSIVE_XML_CANONICALIZATION_1_0):
            data = etree.fromstring('<p:a xmlns:p="urn:x" xmlns="urn:y" b="1" p:c="2">t &amp; \u00e5<d/></p:a>')
            signer = XMLSigner(method=methods.enveloping, signature_algorithm=method,
                               digest_algorithm=DigestAlgorithm.SHA256, c14n_algorithm=form)
            signed = signer.sign(copy.deepcopy(data), key=key, cert=[certificate])
            answers.append({"method": method.name, "form": form.value, "xml": etree.tostring(signed).decode()})
    print(json.dumps(answers))


if __name__ == "__main__":
    {"canonical": lambda: canonical(sys.argv[2]), "verify": lambda: verify(sys.argv[2], sys.argv[3]), "sign": sign}[
        sys.argv[1]
    ]()
