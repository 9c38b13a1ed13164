"""Holds what jogan writes against the programs and libraries that read it. Called by `.ci/consumers`.

A program or library that is not there is a printed line, and what it reads is held by the others.
"""

import asyncio
import csv
import email
import email.policy
import functools
import http.server
import importlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import xml.etree.ElementTree

JOGAN, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
HOME = FOLDER / "home"
HOME.mkdir()
ENV = {
    "PATH": os.environ["PATH"],
    "HOME": str(HOME),
    "LC_ALL": "C.UTF-8",
    "JOGAN_NOW": "2026-03-05T12:00:00Z",
    "JOGAN_DATA_DIR": str(HOME / "data"),
}
ITEMS = [
    {"id": "a", "title": "On $\\alpha$-mills & 100% of weirs", "url": "https://news.example/a?utm_source=x",
     "source": "Example News", "published": "2026-03-05", "authors": ["김민수", "Ada van Dyke", "Google DeepMind"],
     "language": "ko", "summary": "It turns."},
    {"id": "b", "title": "Small models remember time series", "url": "https://arxiv.org/abs/2603.01234",
     "source": "Papers", "kind": "arxiv", "published": "2026-03-01", "authors": ["Henry Fort III", "The ATLAS Collaboration"]},
    {"id": "c", "title": "Quiet pumps", "url": "https://doi.org/10.1000/x_1", "source": "Journal", "kind": "crossref",
     "published": "2025-11-02", "authors": ["Kim, Minsu"]},
    {"id": "d", "title": "[Old] *mills* | a page <b> without a date", "url": "https://news.example/d", "source": "Example News"},
]
OWN_FEEDS = {"https://mills.example/feed?a=1&b=2", "https://lamps.example/feed?a=1&b=2"}
# A title by which a spreadsheet would run a program.
FORMULA = "=cmd|' /C calc'!A0"


def library(name):
    """A library, or nothing where it is not there."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name}: not there, passed over")
        return None


def program(name):
    """Whether a program is there."""
    if shutil.which(name) is None:
        print(f"{name}: not there, passed over")
        return False
    return True


def jogan(*arguments, text=True):
    return subprocess.run([JOGAN, *arguments], env=ENV, capture_output=True, text=text, check=True).stdout


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, check=True, **more).stdout


def written(name, *arguments):
    path = FOLDER / name
    path.write_text(jogan(*arguments))
    return path


def filled():
    path = FOLDER / "items.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in ITEMS))
    jogan("import", str(path))
    jogan("star", "1", "2", "3", "4", "--tag", "시계열")
    jogan("note", "1", "--text", "one\n\n@misc{two, three\nER  - four [[item:2|Small]]")
    jogan("idea", "new", "Distil *it*", "--item", "1", "--tag", "x")
    subscriptions = FOLDER / "subscriptions.opml"
    outlines = [
        f'<outline text="{name}" type="rss" xmlUrl="https://{host}.example/feed?a=1&amp;b=2"/>'
        for name, host in (("Café &amp; Mills", "mills"), ("등대 소식", "lamps"))
    ]
    subscriptions.write_text(f'<opml version="2.0"><head/><body>{"".join(outlines)}</body></opml>')
    jogan("import", str(subscriptions))


def bibliographies():
    bib = written("list.bib", "export", "reading-list", "--format", "bibtex")
    if pybtex := library("pybtex.database"):
        entries = pybtex.parse_string(bib.read_text(), "bibtex").entries
        assert len(entries) == 4, entries
        first = next(entry for key, entry in entries.items() if key.startswith("kim2026"))
        people = [" ".join(person.prelast_names + person.last_names) for person in first.persons["author"]]
        assert people == ["{김민수}", "van Dyke", "{Google DeepMind}"], people
        assert "$\\alpha$" in first.fields["title"], first.fields["title"]

    if program("bibtex"):
        (FOLDER / "classic.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{list}\n")
        checked = subprocess.run(["bibtex", "classic"], cwd=FOLDER, capture_output=True, text=True)
        assert checked.returncode == 0 and "Warning" not in checked.stdout, checked.stdout
        printed = (FOLDER / "classic.bbl").read_text()
        for words in ("김민수", "Ada van Dyke", "Google DeepMind", "Henry Fort, III", "{The ATLAS Collaboration}", "$\\alpha$"):
            assert words in printed, (words, printed)

    biblatex = written("list.biblatex.bib", "export", "reading-list", "--style", "biblatex")
    if program("biber"):
        command = ["biber", "--tool", "--validate-datamodel", "--output-file", str(FOLDER / "out.bib"), str(biblatex)]
        checked = subprocess.run(command, capture_output=True, text=True)
        told = [line for line in checked.stdout.splitlines() if not line.startswith("INFO")]
        # No date is made up for the page that has none.
        assert all("old-mills" in line and "'date, year'" in line for line in told), told

    csl = written("list.json", "export", "reading-list", "--format", "csl")
    text = FOLDER / "text.md"
    text.write_text("---\nnocite: '@*'\n---\n")
    for bibliography in (bib, biblatex, csl) if program("pandoc") else ():
        shown = run("pandoc", "--citeproc", "--bibliography", str(bibliography), str(text), "-t", "plain", "--wrap=none")
        for words in ("김민수", "Ada van Dyke", "Google DeepMind", "Fort, Henry, III", "α-mills", "The ATLAS Collaboration"):
            assert words in shown, (words, bibliography, shown)

    citation_js = FOLDER / "npm/node_modules/citation-js"
    if not citation_js.is_dir():
        print("citation-js: not there, passed over")
    elif program("node"):
        script = "const Cite = require(process.argv[1]); const text = require('fs').readFileSync(process.argv[2], 'utf8');" \
            "console.log(JSON.stringify(new Cite(text).data))"
        for bibliography in (bib, biblatex, csl):
            cited = json.loads(run("node", "-e", script, str(citation_js), str(bibliography)))
            assert len(cited) == 4, cited
            page = next(one for one in cited if "mills & 100%" in one["title"])
            first, second, third = page["author"]
            name = first.get("literal") or first["family"] + first.get("given", "")
            assert name == "김민수", page
            assert second["family"] == "Dyke" and "Google DeepMind" in (third.get("literal"), third.get("family")), page

    if rispy := library("rispy"):
        ris = rispy.loads(jogan("export", "reading-list", "--format", "ris"))
        assert len(ris) == 4, ris
        page = next(record for record in ris if record["id"].startswith("kim2026"))
        assert page["authors"] == ["김민수", "van Dyke, Ada", "Google DeepMind"], page
        notes = " ".join(page["notes"])
        assert "one" in notes and "ER - four [Small](<https://arxiv.org/abs/2603.01234>)" in notes, page


def documents():
    for shelf in ("reading-list", "notes", "ideas"):
        path = written(f"{shelf}.org", "export", shelf, "--format", "org")
        assert "\u200b" not in path.read_text()
        if not program("emacs"):
            continue
        lint = run("emacs", "--batch", "--eval",
                   f'(progn (require (quote org)) (require (quote org-lint)) (find-file "{path}") (princ (format "%S" (org-lint))))')
        assert lint.strip().endswith("nil"), (shelf, lint)
    vault = FOLDER / "vault"
    config = HOME / ".config/jogan"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'[vault]\ndir = "{vault}"\n')
    jogan("vault")
    yaml = library("yaml")
    for path in vault.rglob("*.md") if yaml else ():
        _, front, _ = path.read_text().split("---\n", 2)
        assert yaml.safe_load(front)["aliases"], path
    (config / "config.toml").unlink()


def table():
    """As a spreadsheet opens it: by its mark, in columns, and nothing of it is a formula."""
    path = FOLDER / "formula.jsonl"
    path.write_text(json.dumps({"title": FORMULA, "url": "https://news.example/e", "source": "@Example"}) + "\n")
    jogan("import", str(path))
    jogan("star", "5")
    jogan("note", "5", "--text", "+1\n두 줄, \"따옴표\"")
    raw = jogan("export", "reading-list", "--format", "csv", text=False)
    assert raw.startswith(b"\xef\xbb\xbf"), raw[:20]
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    assert len(rows) == 5 and all(None not in row and None not in row.values() for row in rows), rows
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values()), row
    by_title = {row["title"].lstrip("'"): row for row in rows}
    assert by_title[FORMULA]["note"].endswith("\n두 줄, \"따옴표\""), by_title[FORMULA]
    assert any(row["authors"].startswith("김민수; ") and row["tags"] == "시계열" for row in rows), rows


def newsboat(*arguments):
    """Newsboat in a home of its own, where nothing but what is given is known."""
    home = FOLDER / "newsboat"
    home.mkdir(exist_ok=True)
    (home / "config").touch()
    given = ["-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", str(home / "config"), *arguments]
    return run("newsboat", *given, env={**ENV, "HOME": str(home)})


def addresses(opml):
    """Where each outline leads: to a feed, or to a page that has none (`type="link"`)."""
    outlines = xml.etree.ElementTree.fromstring(opml).iter("outline")
    return {outline.get("xmlUrl") or outline.get("url") for outline in outlines} - {None}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def feeds():
    """Subscriptions and a feed of digests, in another reader."""
    assert OWN_FEEDS <= addresses(jogan("export", "sources")), jogan("export", "sources")
    ours = written("sources.opml", "export", "sources", "--enabled-only")
    assert OWN_FEEDS <= addresses(ours.read_text()), ours.read_text()
    site = FOLDER / "site"
    site.mkdir()
    (site / "digests.xml").write_text(jogan("digest", "--week", "--format", "atom"))
    if not program("newsboat"):
        return
    newsboat("-i", str(ours))
    assert addresses(newsboat("-e")) == addresses(ours.read_text()), newsboat("-e")

    handler = functools.partial(Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (FOLDER / "newsboat/urls").write_text(f"http://127.0.0.1:{server.server_port}/digests.xml\n")
        newsboat("-x", "reload")
        server.shutdown()
    entries = len(xml.etree.ElementTree.parse(site / "digests.xml").findall("{http://www.w3.org/2005/Atom}entry"))
    assert newsboat("-x", "print-unread").split()[0] == str(entries), newsboat("-x", "print-unread")


def mail():
    """A digest as a mail reader shows it, and as it comes back."""
    raw = jogan("--lang", "ko", "digest", "--day", "today", "--format", "eml", text=False)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert not message.defects and message["subject"] and message["date"], message.items()
    parts = {kind: message.get_body((kind,)) for kind in ("plain", "html")}
    for kind, part in parts.items():
        assert part is not None and not part.defects, kind
        assert "https://news.example/a" in part.get_content(), part.get_content()
    assert "목요일" in message["subject"], message["subject"]
    assert max(map(len, raw.split(b"\r\n"))) <= 998, "a line is longer than mail allows"


def schemas():
    jsonschema = library("jsonschema")
    if jsonschema is None:
        return
    commands = {
        "items": ["list"], "show": ["show", "1"], "trends": ["trends"], "sources": ["source", "list"],
        "health": ["source", "health"], "profiles": ["source", "profile"], "ideas": ["idea", "list"], "tidy": ["tidy"],
    }
    for name, command in commands.items():
        schema = json.loads(pathlib.Path(f"docs/schemas/{name}.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(json.loads(jogan(*command, "--json")), schema)


def manual():
    if not program("mandoc"):
        return
    for lang in ("en", "ko"):
        folder = FOLDER / f"man-{lang}"
        jogan("--lang", lang, "man", "--dir", str(folder))
        pages = sorted(folder.glob("*.1"))
        assert len(pages) > 40, pages
        found = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *map(str, pages)], capture_output=True, text=True)
        assert not found.stdout, found.stdout


def shells():
    for shell, check in (("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "-n"])):
        if program(shell):
            run(*check, str(written(f"completions.{shell}", "completions", shell)))


def failed(result):
    """Whether a tool could not do it: the field has two names among versions of the client."""
    return getattr(result, "is_error", None) or getattr(result, "isError", None)


async def protocol():
    if library("mcp") is None:
        return
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    server = StdioServerParameters(command=JOGAN, args=["mcp"], env=ENV)
    async with stdio_client(server) as (reads, writes):
        async with ClientSession(reads, writes) as session:
            await session.initialize()
            tools = await session.list_tools()
            names = [tool.name for tool in tools.tools]
            assert names == ["search", "list", "show", "edition", "trends", "note", "idea"], names
            found = await session.call_tool("search", {"query": "models"})
            assert not failed(found) and "Small models" in found.content[0].text, found
            refused = await session.call_tool("note", {"item": 1, "text": "x"})
            assert failed(refused) and "--write" in refused.content[0].text, refused


filled()
for part in (bibliographies, documents, table, feeds, mail, schemas, manual, shells):
    part()
    print(f"{part.__name__}: well")
asyncio.run(protocol())
print("protocol: well")
