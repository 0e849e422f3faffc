"""Checks the open data of a built site: its data package, as version 1 and 2, and every row of every table.

    python tests/package/check.py SITE
"""

import json
import sys
from pathlib import Path

import dplib
from frictionless import Package
from jsonschema.validators import validator_for

# dplib carries the profiles; asked by their addresses, it would fetch them.
PROFILES = Path(dplib.__file__).parent / "profiles"


def faults(data: Path):
    path = data / "datapackage.json"
    metadata = json.loads(path.read_text(encoding="utf-8"))
    for version in ("1.0", "2.0"):
        profile = json.loads((PROFILES / version / "datapackage.json").read_text(encoding="utf-8"))
        for error in validator_for(profile)(profile).iter_errors(metadata):
            yield f"{path}: version {version}: {error.json_path}: {error.message}"
    listed = {resource["path"] for resource in metadata["resources"]}
    # The table of a place repeats rows of the indicators' tables, for people: it is no resource of its own.
    tables = {str(table.relative_to(data)) for table in data.rglob("*.csv") if table.parent.name != "places"}
    for table in sorted(listed ^ tables):
        yield f"{table}: {'not in the package' if table in tables else 'no such file'}"
    report = Package(str(path)).validate()
    for task in report.tasks:
        for error in task.errors:
            yield f"{task.place}: {error.message}"
    for error in report.errors:
        yield error.message
    if not report.valid or not report.tasks:
        yield f"{len(report.tasks)} tables checked: not valid"


def main():
    data = Path(sys.argv[1]) / "data"
    found = list(faults(data))
    for fault in found:
        print(fault)
    if not found:
        print(f"{data}: the package and its {len(list(data.rglob('*.csv')))} tables are valid")
    sys.exit(bool(found))


main()
