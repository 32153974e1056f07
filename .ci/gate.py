"""Fails if the demo's SARIF holds no result, or if the validator found something that matters in it."""

import json
import sys

# The validator cannot reach the schema's address without a network, and sockleak has no home page yet.
PASSED_OVER = {"SARIF2006", "SARIF2005"}


def results(path):
    with open(path, encoding="utf-8-sig") as file:
        return [result for run in json.load(file)["runs"] for result in run.get("results", [])]


def main(checked, validation):
    if not results(checked):
        sys.exit(f"{checked}: the demo has findings, this file has none")
    faults = [
        f"{result['ruleId']}: {json.dumps(result['message'])[:400]}"
        for result in results(validation)
        if result.get("level", "warning") in ("error", "warning") and result["ruleId"] not in PASSED_OVER
    ]
    if faults:
        sys.exit("\n".join(faults))


main(*sys.argv[1:])
