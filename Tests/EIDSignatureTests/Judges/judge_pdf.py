"""Judges signed PDFs with pyHanko: a folder in, one line of JSON per file out.

usage: judge_pdf.py FOLDER     FOLDER holds root.pem, and pairs of NAME.pdf and NAME.json
NAME.json: {"moment": ISO time, "lta": true where everything needed must stand in the file's security store: every
certificate, and an answer about each but the root}
"""

import json
import logging
import pathlib
import sys
from datetime import datetime

from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko_certvalidator import ValidationContext


def certificates(path):
    return list(load_certs_from_pemder([str(path)]))


def judge(path, plan, roots, others):
    moment = datetime.fromisoformat(plan["moment"])

    def context(reader):
        more = dict(trust_roots=roots, allow_fetching=False, moment=moment)
        if not plan.get("lta"):
            return ValidationContext(other_certs=others, **more)
        store = DocumentSecurityStore.read_dss(reader)
        return store.as_validation_context(
            dict(revocation_mode="require", retroactive_revinfo=True, **more)
        )

    with path.open("rb") as stream:
        reader = PdfFileReader(stream, strict=True)
        result = []
        for signature in reader.embedded_regular_signatures:
            status = validate_pdf_signature(signature, context(reader))
            result.append(
                {
                    "field": signature.field_name,
                    "intact": status.intact,
                    "valid": status.valid,
                    "trusted": status.trusted,
                    "bottom_line": status.bottom_line,
                    "coverage": status.coverage.name,
                    "changes": status.modification_level.name if status.modification_level else None,
                    "timestamp": status.timestamp_validity is not None and status.timestamp_validity.valid,
                }
            )
        for signature in reader.embedded_timestamp_signatures:
            status = validate_pdf_timestamp(signature, context(reader))
            result.append(
                {
                    "field": signature.field_name,
                    "intact": status.intact,
                    "valid": status.valid,
                    "trusted": status.trusted,
                    "bottom_line": status.intact and status.valid and status.trusted,
                    "coverage": status.coverage.name,
                }
            )
        return result


def main(folder):
    logging.disable(logging.CRITICAL)
    roots = certificates(folder / "root.pem")
    others = certificates(folder / "others.pem")
    for path in sorted(folder.glob("*.pdf")):
        plan = json.loads(path.with_suffix(".json").read_text())
        line = {"name": path.stem}
        try:
            line["signatures"] = judge(path, plan, roots, others)
        except Exception as error:  # pylint: disable=broad-except; whatever it is, it is the verdict
            line["error"] = f"{type(error).__name__}: {error}"
            line["signatures"] = []
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
