"""Judges the first signature of a PDF with pyHanko.

usage: pyhanko_judge.py FILE ROOT LEVEL     from B-LT on, every answer about revocation must stand in the file itself
"""

import logging
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext


def main(path, root, level):
    logging.disable(logging.CRITICAL)
    settings = {"trust_roots": [load_cert_from_pemder(root)], "allow_fetching": False}
    with open(path, "rb") as file:
        reader = PdfFileReader(file, strict=True)
        if level in ("B-LT", "B-LTA"):
            store = DocumentSecurityStore.read_dss(reader)
            context = store.as_validation_context({**settings, "revocation_mode": "require"})
        else:
            context = ValidationContext(**settings)
        status = validate_pdf_signature(reader.embedded_signatures[0], context, context)
        print(status.summary())
        return 0 if status.bottom_line and status.timestamp_validity.trusted else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
