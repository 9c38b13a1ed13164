"""Holds what jogan writes against the programs and libraries that read it. Called by `.ci/consumers`.

A program or library that is not there is a printed line, and what it reads is held by the others.
"""

import asyncio
import importlib
import json
import os
import pathlib
import shutil
import subprocess
import sys

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


def jogan(*arguments, **more):
    done = subprocess.run([JOGAN, *arguments], env=ENV, capture_output=True, text=True, check=True, **more)
    return done.stdout


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


def bibliographies():
    bib = written("list.bib", "export", "reading-list", "--format", "bibtex")
    if pybtex := library("pybtex.database"):
        entries = pybtex.parse_string(bib.read_text(), "bibtex").entries
        assert len(entries) == 4, entries
        first = next(entry for key, entry in entries.items() if key.startswith("kim2026"))
        people = [" ".join(person.prelast_names + person.last_names) for person in first.persons["author"]]
        assert people == ["{김민수}", "van Dyke", "{Google DeepMind}"], people
        assert "$\\alpha$" in first.fields["title"], first.fields["title"]

    biblatex = written("list.biblatex.bib", "export", "reading-list", "--style", "biblatex")
    if program("biber"):
        command = ["biber", "--tool", "--validate-datamodel", "--output-file", str(FOLDER / "out.bib"), str(biblatex)]
        checked = subprocess.run(command, capture_output=True, text=True)
        assert "ERROR" not in checked.stdout, checked.stdout

    csl = written("list.json", "export", "reading-list", "--format", "csl")
    text = FOLDER / "text.md"
    text.write_text("---\nnocite: '@*'\n---\n")
    for bibliography in (bib, biblatex, csl) if program("pandoc") else ():
        shown = run("pandoc", "--citeproc", "--bibliography", str(bibliography), str(text), "-t", "plain", "--wrap=none")
        for words in ("김민수", "Ada van Dyke", "Google DeepMind", "Fort, Henry, III", "α-mills", "The ATLAS Collaboration"):
            assert words in shown, (words, bibliography, shown)

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
for part in (bibliographies, documents, schemas, manual, shells):
    part()
    print(f"{part.__name__}: well")
asyncio.run(protocol())
print("protocol: well")
