"""A house whose grants stand at every point where money moves."""

from ..houses import houses

built_embedded, built_servers, embedded, servers = houses("tests.processes.mixing.acting")
