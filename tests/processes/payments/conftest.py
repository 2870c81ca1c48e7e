"""A house with a run that waits for its release, and a claim that waits for a run."""

from ..houses import houses

built_embedded, built_servers, embedded, servers = houses("tests.processes.payments.acting")
