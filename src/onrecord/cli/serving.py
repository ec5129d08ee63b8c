"""Commands that serve a store: serve, demo, and the tokens of those who use it over the network."""

from __future__ import annotations

import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.common import SettingsFile, say

if TYPE_CHECKING:
    from onrecord.store.store import Store
    from onrecord.web.serving import Binding

Database = Annotated[str, typer.Argument(metavar="DB", help="The store: a file, or postgresql://...")]
Host = Annotated[str, typer.Option(help="The address to listen on; any but loopback needs tokens.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")]
Tokens = Annotated[bool, typer.Option("--tokens", help="Ask for a token on loopback as well.")]
Names = Annotated[list[str] | None, typer.Option("--name", help="A name under which a proxy on this machine calls.")]
Role = Annotated[str, typer.Option(help="reader, reviewer or admin.")]
PORT = 8765

token = typer.Typer(help="Who may use a store over the network.", no_args_is_help=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(serve)
    app.command()(demo)
    app.add_typer(token, name="token")


def serve(  # noqa: PLR0913 (each is an option of its own)
    database: Database = "onrecord.db",
    *,
    host: Host = "127.0.0.1",
    port: Port = PORT,
    open_page: Open = True,
    tokens: Tokens = False,
    names: Names = None,
    settings_file: SettingsFile = None,
) -> None:
    """Serve a store: the page and the REST interface under /api/v1."""
    from onrecord.store.opening import open_store
    from onrecord.web.serving import Binding

    binding = Binding(host, port, tokens, tuple(names or ()))
    with open_store(database, create=True) as store:
        if binding.wants_tokens:
            _warn_of_open_doors(store, database, binding)
        _run(store, binding, settings_file, open_page=open_page)


def demo(port: Port = PORT, *, open_page: Open = True, settings_file: SettingsFile = None) -> None:
    """Read the sample reports into a store that is gone afterwards, and serve it."""
    from onrecord.store.opening import open_store
    from onrecord.web.serving import Binding

    with (
        tempfile.TemporaryDirectory(prefix="onrecord-demo-") as folder,
        open_store(Path(folder) / "demo.db", create=True) as store,
    ):
        _take_in_samples(store, settings_file)
        _run(store, Binding(port=port), settings_file, open_page=open_page)


@token.command("create")
def create(
    database: Database,
    name: Annotated[str, typer.Option(help="Whose token it is; corrections are kept under this name.")],
    role: Role = "reader",
) -> None:
    """Make a token and print it; it is shown this once."""
    from onrecord.store.opening import open_store
    from onrecord.store.tokens import create_token
    from onrecord.web.app import utc_now

    with open_store(database) as store, store.begin() as connection:
        made, secret = create_token(connection, name=name, role=role, now=utc_now())
    say(f"token {made.id} for {made.name}, {made.role}; it is shown this once:")
    sys.stdout.write(secret + "\n")


@token.command("list")
def listed_tokens(database: Database) -> None:
    """List the tokens: id, role, since when, until when, whose."""
    from onrecord.store.opening import open_store
    from onrecord.store.tokens import tokens

    with open_store(database) as store, store.connect() as connection:
        for one in tokens(connection):
            until = f"revoked {one.revoked}" if one.revoked is not None else "in use"
            sys.stdout.write(f"{one.id}  {one.role:<8}  {one.created}  {until:<32}  {one.name}\n")


@token.command("revoke")
def revoke(
    database: Database, token_id: Annotated[str, typer.Argument(help="Its id, as `onrecord token list` prints it.")]
) -> None:
    """Let a token count no longer, from now on."""
    from onrecord.store.opening import open_store
    from onrecord.store.tokens import revoke_token
    from onrecord.web.app import utc_now

    with open_store(database) as store, store.begin() as connection:
        revoke_token(connection, token_id, now=utc_now())
    say(f"token {token_id} is revoked")


def _run(store: Store, binding: Binding, settings_file: Path | None, *, open_page: bool) -> None:
    from onrecord.settings import settings_of
    from onrecord.web.app import make_app, utc_now
    from onrecord.web.first_looks import ask_first
    from onrecord.web.running import bound, server_of
    from onrecord.web.taking import taking_of

    made, real = bound(binding)
    app = make_app(store, taking_of(store, settings_of(settings_file), utc_now), binding=real)
    with made:
        first = partial(ask_first, app, real)
        server_of(app, _announcement(real, open_page=open_page), first).run(sockets=[made])


def _announcement(binding: Binding, *, open_page: bool) -> Callable[[], None]:
    """What is said and opened once the server answers."""

    def announce() -> None:
        say(f"onrecord: {binding.address} (Ctrl-C ends it)")
        if open_page:
            # In a thread of its own: some browsers are started by a call that returns when they close.
            threading.Thread(target=webbrowser.open, args=(binding.address,), daemon=True).start()

    return announce


def _warn_of_open_doors(store: Store, database: str, binding: Binding) -> None:
    from onrecord.store.tokens import tokens

    with store.connect() as connection:
        if not any(one.revoked is None for one in tokens(connection)):
            say(
                f"onrecord: nobody has a token yet; make one: onrecord token create {database} --name NAME --role admin"
            )
    if not binding.is_loopback:
        say("onrecord: tokens travel as plain text over HTTP; beyond your own network, put a proxy with TLS before it")


def _take_in_samples(store: Store, settings_file: Path | None) -> None:
    """Read the sample reports, with a bar that tells how far it is."""
    from onrecord.cli.progress import progress_bar
    from onrecord.intake import queued, read_waiting
    from onrecord.settings import settings_of
    from onrecord.web.app import utc_now
    from onrecord.web.taking import reading_of, sample_items

    items = sample_items()
    for _ in queued(store, items, utc_now, say):
        pass
    say("onrecord: reading the sample reports; it takes some seconds")
    with progress_bar() as progress:
        task = progress.add_task("reading", total=len(items))
        for _ in read_waiting(store, reading_of(settings_of(settings_file)), utc_now):
            progress.advance(task)
