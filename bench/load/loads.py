"""The loads, and the figures that one run of a load gives.

Closed loop by wrk: as many requests as the proxy takes. Open loop by openloop.c: a fixed rate, latency from the moment
a request was due, so that a stall is not hidden.
"""
import http.client
import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from processes import accepts
from proxies import BIG_BODY, SERVICE, SMALL_BODY, found


@dataclass(frozen=True)
class Load:
    name: str
    says: str
    connections: int
    path: str = "/hello"
    method: str = "GET"
    body: int = 0  # bytes of the request's body
    close: bool = False  # a new connection for every request
    rate: int = 0  # requests per second of an open loop; 0: a closed loop
    cold: bool = False  # on a proxy that was only just started

    def answer(self):
        return BIG_BODY if self.path.startswith("/big") else SMALL_BODY


LOADS = {load.name: load for load in (
    Load("small", "GET of 128 bytes, 64 connections", 64),
    Load("c1", "the same, 1 connection", 1),
    Load("c1000", "the same, 1,000 connections", 1000),
    Load("post10k", "POST of 10 KiB, 64 connections", 64, method="POST", body=10240),
    Load("big1m", "GET of 1 MiB, 16 connections", 16, path="/big/1m"),
    Load("newconn", "GET of 128 bytes, a new connection each, 32 at a time", 32, close=True),
    Load("rate5000", "5,000 GET/s on 64 connections, open loop", 64, rate=5000),
    Load("cold", "3,000 GET/s on 16 connections from the first accept after exec, open loop", 16, rate=3000, cold=True),
)}


LEAST_HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 128\r\n\r\n"


class Failed(Exception):
    """No figures came out, or answers that are none."""


def verify(port, target_of, load):
    """One request of the load, its answer compared byte by byte: a fast wrong answer is no result."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(load.method, target_of(load.path), body=b"x" * load.body or None, headers={"Host": SERVICE})
        response = connection.getresponse()
        body = response.read()
    except (OSError, http.client.HTTPException) as e:
        raise Failed(f"{load.name}: no answer: {e!r}") from e
    finally:
        connection.close()
    if response.status != 200 or body != load.answer():
        raise Failed(f"{load.name}: answer {response.status} with {len(body)} bytes "
                     f"(expected: 200 with {len(load.answer())} bytes of known content)")


def run(load, port, target, seconds, workspace, server):
    """Figures of one run: rates per second, latencies in microseconds, memory in MiB; errors and statuses counted."""
    before = server.cpu_seconds()
    drive = open_loop if load.rate else closed_loop
    figures = drive(load, port, target, seconds, workspace)
    requests = figures.pop("requests")
    if not requests:
        raise Failed(f"{load.name}: not one request was answered")
    figures["cpu_us"] = (server.cpu_seconds() - before) * 1e6 / requests
    figures["pss_mib"] = server.pss_mib()
    return figures


def closed_loop(load, port, target, seconds, workspace):
    script = workspace.write(f"{load.name}-{port}.lua", lua(load, target))
    command = [found("wrk"), "-t", "1", "-c", str(load.connections), "-d", f"{seconds}s", "--latency", "-s", str(script),
               f"http://127.0.0.1:{port}"]
    output = subprocess.run(command, capture_output=True, text=True, check=False)
    result = re.search(r"RESULT (.*)", output.stdout)
    if output.returncode or not result:
        raise Failed(f"{load.name}: wrk: {output.stdout}{output.stderr}")
    requests, micros, size, errors, statuses, p50, p99, p999, worst = map(int, result.group(1).split())
    # wrk counts a status above 399 only; an answer without the body, a redirect say, shows in the bytes.
    if size < requests * (len(LEAST_HEAD) + len(load.answer())):
        errors += 1
    return dict(requests=requests, rps=requests / (micros / 1e6), errors=errors, not2xx=statuses, p50=p50, p99=p99,
                p999=p999, max=worst)


def lua(load, target):
    lines = [f'wrk.method = "{load.method}"', f'wrk.path = "{target}"', f'wrk.headers["Host"] = "{SERVICE}"']
    if load.body:
        lines.append(f'wrk.body = string.rep("x", {load.body})')
    if load.close:
        lines.append('wrk.headers["Connection"] = "close"')
    lines.append("""
done = function(s, l, r)
  local e = s.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d %d %d\\n", s.requests, s.duration, s.bytes,
    e.connect + e.read + e.write + e.timeout, e.status, l:percentile(50), l:percentile(99), l:percentile(99.9), l.max))
end
""")
    return "\n".join(lines)


def open_loop(load, port, target, seconds, workspace):
    command = [compiled(workspace), "127.0.0.1", str(port), target, SERVICE, str(load.connections), str(load.rate),
               str(seconds), str(len(load.answer()))]
    output = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        result = json.loads(output.stdout)
    except ValueError as e:
        raise Failed(f"{load.name}: openloop: {output.stdout}{output.stderr}") from e
    if "error" in result:
        raise Failed(f"{load.name}: openloop: {result['error']}")
    result["rps"] = result["requests"] / seconds
    for name, value in result.pop("first500ms").items():
        result[f"first_{name}"] = value
    return result


def compiled(workspace):
    program = workspace.folder / "openloop"
    if not program.exists():
        subprocess.run([found("gcc"), "-O2", "-o", str(program), str(Path(__file__).with_name("openloop.c"))], check=True)
    return str(program)


def must_be_free(port):
    if accepts(port):
        raise Failed(f"port {port}: something listens there already (expected: nothing, its answers would be measured)")
