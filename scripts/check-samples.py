#!/usr/bin/env python3
"""Validates the sample settings against the committed JSON Schema with an independent validator.

Also checks that the schema refuses what it should: a schema that accepts everything would pass otherwise.
"""

import copy
import json
import pathlib
import sys

import jsonschema
import yaml

samples = pathlib.Path(__file__).resolve().parent.parent / "Samples"
schema = json.loads((samples / "eid-broker.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
failures = 0

for path in sorted(samples.glob("*.yaml")):
    settings = yaml.safe_load(path.read_text())
    problems = list(validator.iter_errors(settings))
    for problem in problems:
        print(f"{path.name}: {problem.json_path}: {problem.message}")
    failures += len(problems)


def refused(name, change):
    global failures
    settings = copy.deepcopy(yaml.safe_load((samples / "itsme-simulator.yaml").read_text()))
    change(settings)
    if validator.is_valid(settings):
        print(f"the schema accepts {name}")
        failures += 1


refused("an unknown key", lambda s: s.update(isuer="x"))
refused("a secret in the file", lambda s: s.update(subjectSecret="x" * 40))
refused("a missing issuer", lambda s: s.pop("issuer"))
refused("an unknown plugin", lambda s: s["methods"]["itsme"].update(provider="nobody"))
refused("an unknown plugin setting", lambda s: s["methods"]["itsme"]["settings"].update(colour="red"))
refused("a missing plugin setting", lambda s: s["methods"]["itsme"]["settings"].pop("clientID"))
refused("a port out of range", lambda s: s["server"].update(port=70000))
refused("a method id with a space", lambda s: s["methods"].update({"its me": s["methods"]["itsme"]}))

if failures:
    sys.exit(1)
print(f"{len(list(samples.glob('*.yaml')))} samples are valid")
