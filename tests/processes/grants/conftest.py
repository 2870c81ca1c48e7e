"""A house with three drafted decisions."""

from ..houses import houses

built_embedded, built_servers, embedded, servers = houses("tests.processes.grants.acting")
