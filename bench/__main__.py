"""Runs one measurement, or all of them, and prints JSON; exits with 1 when a goal is missed.

`--small` is the short form that CI holds; `plans=1000,1000000` says the sizes of a bench that has sizes.
"""

import json
import os
import sys
from importlib import import_module
from pkgutil import iter_modules

import django

import bench

SMALL = "--small"


def names() -> list[str]:
    return sorted(found.name for found in iter_modules(bench.__path__) if not found.name.startswith("_"))


def main(arguments: list[str]) -> int:
    sizes = dict(each.split("=", 1) for each in arguments if "=" in each)
    wanted = [each.partition("=")[0] for each in arguments if each != SMALL]
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(
            f"測定 {'、'.join(unknown)} はありません。あるもの: {'、'.join(names()) or 'なし'}",
            file=sys.stderr,
        )
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    figures = {
        name: import_module(f"bench.{name}").run(small=SMALL in arguments, **_sizes(sizes.get(name, "")))
        for name in wanted or names()
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return int(not all(each.get("met", True) for each in figures.values()))


def _sizes(text: str) -> dict[str, tuple[int, ...]]:
    return {"sizes": tuple(int(each) for each in text.split(","))} if text else {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
