"""From a request to a service: one small function per act. Nothing is decided here."""
