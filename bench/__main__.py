"""Runs one measurement, or all of them, and prints JSON."""

import json
import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import django

import bench


def names() -> list[str]:
    return sorted(found.name for found in iter_modules(bench.__path__) if not found.name.startswith("_"))


def main(wanted: list[str]) -> int:
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(
            f"測定 {'、'.join(unknown)} はありません。あるもの: {'、'.join(names()) or 'なし'}",
            file=sys.stderr,
        )
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    figures = {name: import_module(f"bench.{name}").run() for name in wanted or names()}
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
