"""A scheme's terms (制度の定め): how its document is checked, drafted, compared and published.

schema.py      the shape (docs/schemas/scheme.v1.json)
checks.py      what the shape cannot say: codes, days, kinds, sums
places.py      what every place of a document is called, and how it is read
changes.py     what moved between two documents
calculation.py how it reckons where no statute says it
blank.py       where a new scheme begins
editing/       the pages of the editor
services.py    the acts on a draft
"""
