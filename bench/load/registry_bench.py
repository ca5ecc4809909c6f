#!/usr/bin/env python3
"""The embedded registry with 10,000 instances, and a sidecar that knows them all.

Writes a JSON and a Markdown file to bench/results. Exit code 1 when anything was answered with an error or an event
did not come: a fast failure is no result.
"""
import argparse
import base64
import datetime
import http.client
import json
import os
import select
import socket
import statistics
import struct
import subprocess
import sys
import time
from pathlib import Path

import machine
import report
from loads import Failed, must_be_free
from processes import Workspace, wait_for_200
from proxies import BACKEND_PORT, PROJECT, backend, found

REGISTRY_PORT = 28130
SIDECAR_PORT = 28131
ADMIN_PORT = 28132
SERVICES = 100
INSTANCES_EACH = 100
STARTS = 11  # of a sidecar; its last state on the disk stays
BIG = "big"  # one more service, with as many instances as all others together
WATCHERS = 100
PATH = "/v4/default/registry"


class Registry:
    """A client with one kept connection, which is what the official ones have too."""

    def __init__(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", REGISTRY_PORT, timeout=10)

    def ask(self, method, path, body=None, consumer=""):
        headers = {"Content-Type": "application/json", "X-Domain-Name": "default"}
        if consumer:
            headers["X-ConsumerId"] = consumer
        self.connection.request(method, PATH + path, None if body is None else json.dumps(body), headers)
        response = self.connection.getresponse()
        return response, response.read()

    def must(self, method, path, body=None, consumer="", status=200):
        response, content = self.ask(method, path, body, consumer)
        if response.status != status:
            raise Failed(f"{method} {path}: {response.status} {content[:300]!r}")
        return response, content

    def service(self, name):
        body = {"service": {"serviceName": name, "appId": "default", "version": "1.0.0"}}
        return json.loads(self.must("POST", "/microservices", body)[1])["serviceId"]

    def instance(self, service, number):
        # All at the one backend: what is measured is what is known of them.
        body = {"instance": {"instanceId": f"{service[:8]}-{number}", "hostName": f"host-{number}", "status": "UP",
                             "endpoints": [f"rest://127.0.0.1:{BACKEND_PORT}"], "properties": {"zone": "z1"},
                             "healthCheck": {"mode": "push", "interval": 600, "times": 3}}}
        return json.loads(self.must("POST", f"/microservices/{service}/instances", body)[1])["instanceId"]


class Watcher:
    """A consumer's WebSocket to the registry; reads frames of a server, which are unmasked (RFC 6455 5.1)."""

    def __init__(self, consumer):
        self.socket = socket.create_connection(("127.0.0.1", REGISTRY_PORT), 5)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((f"GET {PATH}/microservices/{consumer}/watcher HTTP/1.1\r\nHost: 127.0.0.1:{REGISTRY_PORT}\r\n"
                             "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                             f"Sec-WebSocket-Key: {key}\r\n\r\n").encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.more()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise Failed(f"no WebSocket: {head[:200]!r}")

    def more(self):
        data = self.socket.recv(65536)
        if not data:
            raise Failed("a watcher's connection was closed")
        self.buffer += data

    def texts(self):
        """The text messages that are here whole."""
        found_texts = []
        while len(self.buffer) >= 2:
            opcode, length, at = self.buffer[0] & 15, self.buffer[1] & 127, 2
            if length == 126:
                length, at = struct.unpack(">H", self.buffer[2:4])[0], 4
            elif length == 127:
                length, at = struct.unpack(">Q", self.buffer[2:10])[0], 10
            if len(self.buffer) < at + length:
                break
            if opcode == 1:
                found_texts.append(self.buffer[at:at + length])
            self.buffer = self.buffer[at + length:]
        return found_texts


def fill(registry):
    began = time.monotonic()
    ids = {}
    for number in range(SERVICES):
        name = f"service-{number}"
        ids[name] = registry.service(name)
        for instance in range(INSTANCES_EACH):
            registry.instance(ids[name], instance)
    return ids, (time.monotonic() - began) * 1e6 / (SERVICES * INSTANCES_EACH)


def finds(registry, process, name, count, unchanged=False):
    path = f"/instances?appId=default&serviceName={name}&version=0%2B"
    response, content = registry.must("GET", path)
    known = len(json.loads(content)["instances"])
    status = 304 if unchanged else 200
    if unchanged:
        path += "&rev=" + response.getheader("X-Resource-Revision")
    for _ in range(count // 4):  # warm-up
        registry.must("GET", path, status=status)
    cpu, took = process.cpu_seconds(), []
    for _ in range(count):
        began = time.perf_counter()
        registry.must("GET", path, status=status)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return {"instances": known, "bytes": len(content), "p50_ms": took[count // 2], "p99_ms": took[count * 99 // 100],
            "max_ms": took[-1], "server_cpu_ms": (process.cpu_seconds() - cpu) * 1000 / count}


def changes(registry, provider, rounds):
    """From sending a change to its event at the last of all watchers."""
    consumers = [registry.service(f"consumer-{number}") for number in range(WATCHERS)]
    watchers = []
    for consumer in consumers:
        registry.must("GET", "/instances?appId=default&serviceName=service-0&version=0%2B", consumer=consumer)
        watchers.append(Watcher(consumer))
    took = []
    for number in range(rounds):
        status = ("DOWN", "UP")[number % 2]
        began = time.perf_counter()
        registry.must("PUT", f"/microservices/{provider}/instances/{provider[:8]}-0/status?value={status}")
        await_event(watchers, status.encode())
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    return {"watchers": WATCHERS, "p50_ms": statistics.median(took), "max_ms": took[-1]}


def await_event(watchers, status):
    waiting = {watcher.socket: watcher for watcher in watchers}
    deadline = time.monotonic() + 5
    while waiting:
        readable = select.select(list(waiting), [], [], max(0, deadline - time.monotonic()))[0]
        if not readable:
            raise Failed(f"{len(waiting)} watchers had no event within 5 s")
        for each in readable:
            waiting[each].more()
            if any(b'"status":"' + status + b'"' in text for text in waiting[each].texts()):
                del waiting[each]


def sidecar(workspace, known):
    """A sidecar's memory after it has called this many services."""
    config = workspace.write(f"sidecar-{known}/mesher.yaml", f"""servicecomb:
  registry: {{address: "http://127.0.0.1:{REGISTRY_PORT}"}}
  service: {{name: consumer}}
  protocols:
    http: {{listenAddress: "127.0.0.1:{SIDECAR_PORT}"}}
    rest-admin: {{listenAddress: "127.0.0.1:{ADMIN_PORT}"}}
mesher: {{dataDir: {workspace.folder}/sidecar-{known}/data, shutdown: {{notice: 0s}}}}
""")
    must_be_free(SIDECAR_PORT)
    process = workspace.start(f"sidecar-{known}", [str(PROJECT / "mesher"), "run", "--config", str(config)])
    first = wait_for_200(SIDECAR_PORT, "http://service-0/hello", "service-0", process)
    if first is None:
        raise Failed(f"the sidecar did not answer: {process.log.read_text()[-2000:]}")
    firsts = [first]
    for _ in range(STARTS - 1):
        process.stop()
        must_be_free(SIDECAR_PORT)
        process = workspace.start(f"sidecar-{known}", [str(PROJECT / "mesher"), "run", "--config", str(config)])
        firsts.append(wait_for_200(SIDECAR_PORT, "http://service-0/hello", "service-0", process))
    if None in firsts:
        raise Failed(f"the sidecar did not answer: {process.log.read_text()[-2000:]}")
    connection = http.client.HTTPConnection("127.0.0.1", SIDECAR_PORT, timeout=10)
    for number in range(known):
        connection.request("GET", f"http://service-{number}/hello")
        response = connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise Failed(f"service-{number} through the sidecar: {response.status} {content[:300]!r}")
    time.sleep(4)  # what it knows is written to the disk by then
    cpu = process.cpu_seconds()
    time.sleep(3)
    figures = {"services": known, "instances": known * INSTANCES_EACH, "first_200_ms": statistics.median(firsts),
               "pss_mib": process.pss_mib(), "idle_cpu_percent": (process.cpu_seconds() - cpu) * 100 / 3}
    process.stop()
    return figures


def run(workspace, rounds):
    must_be_free(BACKEND_PORT)
    must_be_free(REGISTRY_PORT)
    application = workspace.start("backend", backend(workspace))
    if wait_for_200(BACKEND_PORT, "/hello", "backend", application) is None:
        raise Failed("the backend did not start")
    process = workspace.start("registry", [str(PROJECT / "mesher"), "registry", "--listen", f"127.0.0.1:{REGISTRY_PORT}",
                                           "--data", str(workspace.folder / "registry-data")])
    if wait_for_200(REGISTRY_PORT, PATH + "/health", "127.0.0.1", process) is None:
        raise Failed(f"the registry did not start: {process.log.read_text()[-2000:]}")
    registry = Registry()
    result = {"registry_idle_pss_mib": process.pss_mib()}
    ids, result["register_us"] = fill(registry)
    result["registry_pss_mib"] = process.pss_mib()
    result["find"] = finds(registry, process, "service-0", 400 * rounds)
    result["find_unchanged"] = finds(registry, process, "service-0", 400 * rounds, unchanged=True)
    result["change"] = changes(registry, ids["service-0"], 20 * rounds)
    result["sidecars"] = [sidecar(workspace, known) for known in (1, SERVICES)]
    big = registry.service(BIG)
    for number in range(SERVICES * INSTANCES_EACH):
        registry.instance(big, number)
    result["find_big"] = finds(registry, process, BIG, 20 * rounds)
    return result


def markdown(result):
    lines = [f"# The registry with {SERVICES * INSTANCES_EACH:,} instances: {result['date']}, {result['revision']}", ""]
    if result["failures"]:
        lines += ["**Not a result.** What failed:", "", *(f"- {failure}" for failure in result["failures"]), ""]
        return "\n".join(lines + report.machine(result["machine"])) + "\n"
    lines += report.machine(result["machine"])
    lines += [f"{SERVICES} services with {INSTANCES_EACH} instances each, then one more with "
              f"{SERVICES * INSTANCES_EACH:,}. Times are those of a client on this machine, its own reading included.", "",
              "| find | instances | bytes | p50 ms | p99 ms | max ms | registry's CPU ms |", "|---|---|---|---|---|---|---|"]
    for name, says in (("find", "a service"), ("find_unchanged", "the same, unchanged (304)"), ("find_big", "the big one")):
        f = result[name]
        lines.append(f"| {says} | {f['instances']} | {f['bytes']} | {f['p50_ms']:.2f} | {f['p99_ms']:.2f} | "
                     f"{f['max_ms']:.2f} | {f['server_cpu_ms']:.2f} |")
    c = result["change"]
    lines += ["", f"A change at the last of {c['watchers']} watchers: p50 {c['p50_ms']:.1f} ms, worst {c['max_ms']:.1f} ms. "
              f"Registering an instance: {result['register_us']:.0f} µs. Memory of the registry: "
              f"{result['registry_idle_pss_mib']:.1f} MiB empty, {result['registry_pss_mib']:.1f} MiB full (PSS).", "",
              f"| sidecar that knows | instances | start to first 200, ms (median of {STARTS}) | PSS, MiB | idle CPU, % |",
              "|---|---|---|---|---|"]
    for s in result["sidecars"]:
        lines.append(f"| {s['services']} services | {s['instances']} | {s['first_200_ms']:.0f} | {s['pss_mib']:.1f} | "
                     f"{s['idle_cpu_percent']:.1f} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(prog="mesher bench registry", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how many measurements, in units of some hundred finds")
    parser.add_argument("--out", type=Path, default=PROJECT / "bench/results", help="folder of the result files")
    options = parser.parse_args()
    if options.rounds < 1:
        parser.error(f"--rounds: {options.rounds} (expected: 1 or more)")
    if not found("nginx"):
        print("not installed: nginx; ./mesher setup-dev installs it", file=sys.stderr)
        return 1
    if subprocess.run([str(PROJECT / "mesher"), "--version"], stdout=subprocess.DEVNULL, check=False).returncode:
        return 1
    result = {"date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H%MZ"),
              "revision": machine.revision(), "machine": machine.describe(), "failures": []}
    with Workspace() as workspace:
        try:
            result |= run(workspace, options.rounds)
        except (Failed, OSError, http.client.HTTPException) as failure:
            result["failures"].append(str(failure) or repr(failure))
    name = f"{result['date']}-{result['revision']}-registry"
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n")
    text = markdown(result)
    (options.out / f"{name}.md").write_text(text)
    print(text)
    print(f"written to {options.out / name}.md and .json", file=sys.stderr)
    return 1 if result["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
