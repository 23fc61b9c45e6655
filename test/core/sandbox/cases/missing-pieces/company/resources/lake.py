from lake.clients import Client  # noqa: F401
