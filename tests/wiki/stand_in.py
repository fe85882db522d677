"""A stand-in for a MediaWiki on 127.0.0.1, in the form in which MediaWiki 1.39 answers."""

import contextlib
import gzip
import json
import re
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Request:
    """A request as it came: its path, its query, its headers by name in lower case."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class StandIn:
    """A wiki's pages, what it was asked, and what it answers in place of the next answers."""

    address: str = ""
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    html: dict[int, str] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    instead: deque[tuple[int, dict[str, str], bytes]] = field(default_factory=deque)
    version: str = "view"
    """A part of the ETags."""
    stalled: bool = False
    """Whether it promises a terabyte and sends nothing."""
    ended: threading.Event = field(default_factory=threading.Event)

    def write(self, title: str, text: str, *, links: Mapping[str, str] | None = None, **more: Any) -> int:
        """Give a page a new revision with this HTML inside its body; return the revision's number."""
        number = len(self.html) + 1
        head = f'about="{self.address}/index.php/Special:Redirect/revision/{number}"'
        body = f'<body class="mw-body-content parsoid-body mediawiki mw-parser-output">{text}</body>'
        whole = f"<html {head}><head><title>{title}</title></head>{body}</html>"
        if text.startswith("<!DOCTYPE"):
            whole = re.sub(r'\babout="[^"]*/revision/\d+"', head, text, count=1)
        self.html[number] = whole
        page = self.pages.setdefault(title, {"pageid": len(self.pages) + 1, "ns": 0, "title": title})
        stamp = f"2026-{1 + number // 29:02}-{1 + (number - 1) % 28:02}T12:00:00Z"
        page["revisions"] = [{"revid": number, "parentid": 0, "timestamp": stamp, "size": len(text)}]
        if links:
            page["langlinks"] = [{"lang": lang, "title": other} for lang, other in links.items()]
        page |= more
        return number

    def html_asked(self) -> int:
        """Return how often the HTML of a revision was asked for."""
        return sum(request.path.startswith("/rest.php") for request in self.asked)

    def answer(self, request: Request) -> tuple[int, dict[str, str], bytes]:
        if self.instead:
            return self.instead.popleft()
        if request.path == "/api.php":
            return 200, {"Content-Type": "application/json"}, json.dumps(self._query(request.query)).encode()
        number = re.fullmatch(r"/rest\.php/v1/revision/(\d+)/html", request.path)
        if number is None or int(number[1]) not in self.html:
            return 404, {"Content-Type": "application/json"}, b'{"httpCode":404,"httpReason":"Not Found"}'
        etag = f'"{number[1]}/{self.version}/html"'
        if request.headers.get("if-none-match") == etag:
            return 304, {"ETag": etag}, b""
        return 200, {"ETag": etag, "Content-Type": "text/html"}, self.html[int(number[1])].encode()

    def _query(self, query: Mapping[str, str]) -> dict[str, Any]:
        titles = query["titles"].split("|")
        if len(titles) > 50:
            return {"error": {"code": "toomanyvalues", "info": "Too many values"}}
        followed = [(title, self.moved[title]) for title in titles if title in self.moved]
        pages = []
        for title in dict.fromkeys(self.moved.get(title, title) for title in titles):
            page = self.pages.get(title)
            if page is None:
                pages.append({"ns": 0, "title": title, "missing": True})
                continue
            others = [link for link in page.get("langlinks", ()) if link["lang"] == query["lllang"]]
            pages.append({**page, "langlinks": others} if others else _without(page, "langlinks"))
        redirects = [{"from": old, "to": new} for old, new in followed]
        return {"batchcomplete": True, "query": {"redirects": redirects, "pages": pages}}


def _without(page: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in page.items() if key != name}


@contextlib.contextmanager
def stand_in() -> Iterator[StandIn]:
    """Serve a wiki without pages, from a thread of its own."""
    wiki = StandIn()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            request = Request(
                parts.path, query, {name.lower(): value for name, value in self.headers.items()}
            )
            wiki.asked.append(request)
            if wiki.stalled:
                self.send_response(200)
                self.send_header("Content-Length", str(1 << 40))
                self.end_headers()
                wiki.ended.wait()
                return
            status, headers, body = wiki.answer(request)
            if body and "gzip" in request.headers.get("accept-encoding", ""):
                body, headers = gzip.compress(body), headers | {"Content-Encoding": "gzip"}
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    wiki.address = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    serving.start()
    try:
        yield wiki
    finally:
        wiki.ended.set()
        server.shutdown()
        server.server_close()
        serving.join()
