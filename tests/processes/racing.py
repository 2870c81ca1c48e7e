"""Acts that begin at once: forks of one warm process."""

import json
import sys
from multiprocessing import get_context

from django.db import connections

PATIENCE = 60


def say(word):
    sys.stdout.write(json.dumps(word, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def racing(known, acts):
    """Each of `acts`, as JSON [name, argument, …], is `race_to_<name>` of a module (`known`: its globals): it
    loads everything, waits for the others and begins with them.
    """
    connections.close_all()
    context = get_context("fork")
    start = context.Barrier(len(acts), timeout=PATIENCE)
    begun = [_fork(context, known, start, *json.loads(act)) for act in acts]
    say([told() for told in begun])


def _fork(context, known, start, name, *arguments):
    ours, theirs = context.Pipe(duplex=False)
    context.Process(target=lambda: theirs.send(known[f"race_to_{name}"](start, *arguments))).start()
    theirs.close()
    return ours.recv
