# SPDX-License-Identifier: Apache-2.0
"""Checks that python-jsonschema gives the verdicts of manifest.json.

Usage: pip install "jsonschema>=4.18" && python run_jsonschema.py [DIR]
Exit 1 on a difference, 3 if jsonschema is not installed.
"""
import json
import os
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("jsonschema is not installed: pip install jsonschema (Debian: apt install python3-jsonschema)", file=sys.stderr)
    sys.exit(3)


def main() -> int:
    here = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "manifest.json"), encoding="utf-8") as f:
        manifest = json.load(f)
    validators, table, differences = {}, {}, []
    for entry in manifest:
        kind, verdict = entry["kind"], entry["verdict"]
        row = table.setdefault(kind, [0, 0, 0])
        if verdict == "unreadable":  # refused before any schema is asked
            row[2] += 1
            continue
        if kind not in validators:
            with open(os.path.join(here, "schemas", kind + ".schema.json"), encoding="utf-8") as f:
                schema = json.load(f)
            Draft202012Validator.check_schema(schema)
            validators[kind] = Draft202012Validator(schema)
        with open(os.path.join(here, entry["file"]), encoding="utf-8") as f:
            value = json.load(f)
        got = "valid" if validators[kind].is_valid(value) else "invalid"
        row[0] += 1
        if got == verdict:
            row[1] += 1
        else:
            differences.append(f"{entry['file']}: python {got}, expected {verdict}")
    print(f"{'kind':<24} {'documents':>10} {'agree':>8} {'unreadable':>11}")
    for kind, row in table.items():
        print(f"{kind:<24} {row[0]:>10} {row[1]:>8} {row[2]:>11}")
    total = [sum(r[i] for r in table.values()) for i in range(3)]
    print(f"{'total':<24} {total[0]:>10} {total[1]:>8} {total[2]:>11}")
    for line in differences:
        print(line)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
