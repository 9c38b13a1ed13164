"""jogan and Coldsweat, in step by Fever: a first pass, marks on both sides, new items, a lost server.

Called by `.ci/servers` with the program and a folder that holds a virtual environment.
"""

import functools
import hashlib
import http.server
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

PROGRAM, ENV = sys.argv[1], pathlib.Path(sys.argv[2])
USER, PASSWORD = "keeper@harbour.example", "a lamp that burns all night"


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Feeds(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def write_feed(name, items):
    def item(n):
        link = f"http://{name}.example/{n}"
        return (
            f"<item><title>{name} {n} is lit</title><link>{link}</link><guid>{link}</guid>"
            f"<pubDate>Thu, 05 Mar 2026 {n % 24:02}:00:00 GMT</pubDate>"
            f"<description>Number {n} burns in the harbour.</description></item>"
        )

    body = "".join(item(n) for n in range(items))
    head = f"<title>{name}</title><link>http://{name}.example/</link><description>-</description>"
    text = f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{body}</channel></rss>'
    (ENV / f"feeds/{name}.xml").write_text(text)


def coldsweat(*words):
    command = [ENV / "venv/bin/coldsweat", *words]
    done = subprocess.run(command, cwd=ENV / "coldsweat", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def jogan(*words, may_fail=False):
    place = ["--config", ENV / "config.toml", "--data-dir", ENV / "data"]
    variables = {**os.environ, "HOME": str(ENV), "TZ": "UTC", "LAMPS": PASSWORD}
    done = subprocess.run([PROGRAM, *place, *words], capture_output=True, text=True, env=variables)
    assert may_fail or done.returncode == 0, done.stderr
    return done.stdout


class Fever:
    """The server, asked as any other client would ask it."""

    def __init__(self, address):
        self.address = address
        self.key = hashlib.md5(f"{USER}:{PASSWORD}".encode()).hexdigest()

    def ask(self, question, **fields):
        form = urllib.parse.urlencode({"api_key": self.key, **fields}).encode()
        with urllib.request.urlopen(f"{self.address}?api&{question}", form, timeout=20) as answer:
            return json.load(answer)

    def ids(self, of):
        listed = self.ask(f"{of}_item_ids")[f"{of}_item_ids"]
        return {int(one) for one in listed.split(",") if one}

    def mark(self, item, to):
        self.ask("mark", mark="item", id=item, **{"as": to})

    def titles(self, ids):
        wanted = ",".join(str(one) for one in sorted(ids))
        items = self.ask(f"items&with_ids={wanted}")["items"] if ids else []
        return {one["title"] for one in items}


def here(*filters):
    items = json.loads(jogan("list", "--limit", "200", "--json", *filters))
    return {item["title"]: item["id"] for item in items}


def follow_there(name, items, address):
    """Has the server follow a feed and fetch it."""
    write_feed(name, items)
    outline = f'<outline title="{name}" text="{name}" type="rss" xmlUrl="{address}/{name}.xml"/>'
    opml = ENV / f"{name}.opml"
    opml.write_text(f'<opml version="1.0"><body>{outline}</body></opml>')
    coldsweat("import", str(opml), USER, "-f")


def compare(fever):
    """Nothing differs between here and there."""
    unread, saved = fever.titles(fever.ids("unread")), fever.titles(fever.ids("saved"))
    assert set(here("--unread")) == unread, (set(here("--unread")) ^ unread)
    assert set(here("--starred")) == saved, (set(here("--starred")) ^ saved)


def sync():
    report = json.loads(jogan("account", "sync", "--json"))[0]
    assert report["ok"], report
    return report


def main():
    (ENV / "feeds").mkdir(exist_ok=True)
    (ENV / "coldsweat").mkdir(exist_ok=True)
    handler = functools.partial(Feeds, directory=str(ENV / "feeds"))
    feeds = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=feeds.serve_forever, daemon=True).start()
    files = f"http://127.0.0.1:{feeds.server_port}"
    coldsweat("setup", USER, "-p", PASSWORD)
    follow_there("lamps", 12, files)
    port = free_port()
    command = [ENV / "venv/bin/coldsweat", "run", "-h", "127.0.0.1", "-p", str(port)]
    with open(ENV / "server.txt", "wb") as log:
        server = subprocess.Popen(command, cwd=ENV / "coldsweat", stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}/fever"
    fever = Fever(address)
    try:
        for _ in range(60):
            try:
                assert fever.ask("")["auth"] == 1
                break
            except OSError:
                time.sleep(0.5)
        jogan(
            "account", "add", address, "--kind", "fever", "--name", "cold",
            "--user", USER, "--password", "env:LAMPS",
        )
        print("first pass:", sync()["new"], "items")
        compare(fever)

        # Marks made here.
        items = list(here("--unread").values())
        jogan("read", *[str(one) for one in items[:3]])
        jogan("star", str(items[4]))
        print("sent:", sync()["sent"])
        compare(fever)

        # Marks made there, both taken back here and there.
        there = sorted(fever.ids("unread"))
        fever.mark(there[0], "read")
        fever.mark(there[1], "saved")
        sync()
        compare(fever)
        jogan("unstar", str(items[4]))
        jogan("unread", str(items[0]))
        sync()
        compare(fever)

        # A new feed there, with its items.
        follow_there("boats", 15, files)
        report = sync()
        assert (report["feeds"], report["new"]) == (2, 15), report
        compare(fever)

        # While the server is away, marks wait; they are sent once it is back.
        server.terminate()
        server.wait()
        waits = list(here("--unread").values())[:2]
        jogan("read", *[str(one) for one in waits])
        jogan("account", "sync", may_fail=True)
        with open(ENV / "server.txt", "ab") as log:
            server = subprocess.Popen(command, cwd=ENV / "coldsweat", stdout=log, stderr=log)
        for _ in range(60):
            try:
                fever.ask("")
                break
            except OSError:
                time.sleep(0.5)
        assert sync()["sent"] >= 2
        sync()
        compare(fever)
        print("in step")
    finally:
        server.terminate()
        server.wait()


main()
