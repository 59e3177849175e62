"""``kg serve``: a kept graph over HTTP."""

from typing import Annotated

import typer

import kg
from kg.cli import options, screen

Host = Annotated[str, typer.Option(help="Where to listen; 0.0.0.0 lets other computers in.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 is any that is free.")]
Timeout = Annotated[float, typer.Option(min=0.1, help="Seconds that a query may take.")]
Rows = Annotated[int, typer.Option(min=1, help="Rows or triples that an answer may have.")]
Memory = Annotated[int, typer.Option(min=0, help="Megabytes that a query may take; 0 is any.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show each request on standard error.")]


def serve(  # noqa: PLR0913, PLR0917  the options of the command
    place: options.Store,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    timeout: Timeout = 30.0,
    rows: Rows = 100_000,
    memory: Memory = 1024,
    no_text: options.NoText = False,  # noqa: FBT002  a switch of the command
    verbose: Verbose = False,  # noqa: FBT002  as above
) -> None:
    """Serve a kept graph: pages for people, SPARQL for programs at /sparql.

    It answers from a copy, so that articles can be added meanwhile; they appear soon after.
    Nothing can be changed through it. Of an endpoint it serves what is there at the start.

    Example: kg serve graph --port 8080
    """
    if not kg.store.holds_graph(place):
        kg.store.open(place)  # says what is missing
    from kg import serve as server  # noqa: PLC0415  what speaks HTTP loads where it is needed
    from kg.serve.guard import is_loopback  # noqa: PLC0415  as above

    limits = server.Limits(
        timeout=timeout, rows=rows, memory=memory, text=not no_text, loud=verbose
    )

    def tell(address: str) -> None:
        screen.note(f"Serving at {address} – SPARQL at {address}sparql. Stop with Ctrl-C.")
        if not is_loopback(host):
            screen.note("Other computers can read all of it, at the name or address of this one.")

    server.serve(place, host=host, port=port, limits=limits, tell=tell)
