"""A house with one filled book."""

from ..houses import houses

built_embedded, built_servers, embedded, servers = houses("tests.processes.ledger.acting")
