#!/usr/bin/env python3
"""Mesher beside HAProxy, nginx and Envoy: one run, one machine, the same loads on each in turn.

Writes a JSON and a Markdown file to bench/results. Exit code 1 when a proxy did not start or any answer was an error:
a fast error page is no result. A peer that isn't installed is left out (./mesher setup-dev installs them all); with
MESHER_REQUIRE_PEERS=1 that is a failure too.
"""
import argparse
import datetime
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import loads
import machine
import report
from loads import LOADS, Failed
from processes import Workspace, wait_for_200
from proxies import BACKEND_PORT, PROJECT, SERVICE, all_proxies, backend, found


def arguments():
    parser = argparse.ArgumentParser(prog="mesher bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    names = ",".join(proxy.name for proxy in all_proxies())
    parser.add_argument("--rounds", type=int, default=3, help="runs of each load, of which the medians count")
    parser.add_argument("--secs", type=int, default=5, help="seconds of one run")
    parser.add_argument("--warm", type=int, default=10, help="seconds of load on each proxy before the first figure")
    usual = ",".join(proxy.name for proxy in all_proxies() if not proxy.extra)
    parser.add_argument("--only", default=usual, help=f"proxies, of {names}; {usual} if not given")
    parser.add_argument("--loads", default=",".join(LOADS), help="loads: " + "; ".join(
        f"{load.name} ({load.says})" for load in LOADS.values()).replace("%", "%%"))
    parser.add_argument("--against", default="haproxy,envoy", help="proxies that the ratios are to, as --only has them")
    parser.add_argument("--out", type=Path, default=PROJECT / "bench/results", help="folder of the result files")
    options = parser.parse_args()
    options.only = chosen(parser, "--only", options.only, names.split(","))
    options.against = chosen(parser, "--against", options.against, names.split(","))
    options.loads = [LOADS[name] for name in chosen(parser, "--loads", options.loads, list(LOADS))]
    for name in ("rounds", "secs", "warm"):
        if getattr(options, name) < 1:
            parser.error(f"--{name}: {getattr(options, name)} (expected: 1 or more)")
    return options


def chosen(parser, option, text, known):
    names = [name for name in text.split(",") if name]
    for name in names:
        if name not in known:
            parser.error(f"{option}: {name} (expected: of {', '.join(known)})")
    return names


class Run:
    def __init__(self, options, workspace):
        self.options = options
        self.workspace = workspace
        self.servers = {}  # name: (proxy or None for the backend itself, its process)
        self.started = {}
        self.figures = {}  # load: {server: {number of the round: its figures}}
        self.failures = []

    def start_all(self):
        loads.must_be_free(BACKEND_PORT)
        process = self.workspace.start("backend", backend(self.workspace))
        if wait_for_200(BACKEND_PORT, "/hello", SERVICE, process) is None:
            raise Failed(f"the backend did not start: {process.log.read_text()[-2000:]}")
        self.servers["direct"] = (None, process)
        present = self.present()
        starts = {proxy.name: [] for proxy in present}
        # In turn, as the loads; the first ones read the programs from the disk and don't count.
        for number in range(self.options.rounds + 1):
            for proxy in present[::-1 if number % 2 else 1]:
                if number == 0 or proxy.name in self.servers:
                    self.attempt(proxy.name, lambda: self.start(proxy, starts[proxy.name]))
        self.servers = {name: self.servers[name] for name in ("direct", *starts) if name in self.servers}
        time.sleep(1)  # idle memory is what stays when starting up is over
        for name, (proxy, process) in self.servers.items():
            if proxy:
                self.started[name] = {"version": proxy.version(), "start_ms": statistics.median(starts[name][1:]),
                                      "idle_pss_mib": process.pss_mib()}

    def present(self):
        found_here = []
        for proxy in all_proxies():
            if proxy.name not in self.options.only:
                continue
            if proxy.program:
                found_here.append(proxy)
                continue
            print(f"{proxy.name} is not installed, left out: ./mesher setup-dev installs it", file=sys.stderr)
            if os.environ.get("MESHER_REQUIRE_PEERS") == "1":
                self.failures.append(f"{proxy.name}: not installed")
        return found_here

    def start(self, proxy, starts):
        """Anew, in place of its process before."""
        if proxy.name in self.servers:
            self.servers.pop(proxy.name)[1].stop()
        process = self.launch(proxy)
        took = wait_for_200(proxy.port, proxy.target("/hello"), SERVICE, process)
        if took is None:
            process.stop()
            raise Failed(f"did not start: {process.log.read_text()[-2000:]}")
        starts.append(took)
        self.servers[proxy.name] = (proxy, process)

    def launch(self, proxy):
        loads.must_be_free(proxy.port)
        return self.workspace.start(proxy.name, proxy.configure(self.workspace, proxy.port, proxy.program))

    def verify_all(self):
        for name in list(self.servers):
            for load in self.options.loads:
                port, target_of = self.address(name)
                self.attempt(name, lambda: loads.verify(port, target_of, load))

    def measure_all(self):
        # Everyone is warm before the first figure: a JIT compiler needs it, the others do no worse.
        for name in self.servers:
            self.attempt(name, lambda: self.once(name, LOADS["small"], self.options.warm))
        for load in self.options.loads:
            for number in range(self.options.rounds + 1):
                # There and back, so that nobody always comes behind the same one.
                for name in list(self.servers)[::-1 if number % 2 else 1]:
                    self.attempt(name, lambda: self.round(name, load, number))

    def round(self, name, load, number):
        if load.cold:
            if name == "direct" or number == 0:
                return
            self.restart(name)
        # Round 0 only warms up for this load.
        seconds = self.options.secs if number else max(1, self.options.secs // 2)
        figures = self.once(name, load, seconds)
        if number:
            self.figures.setdefault(load.name, {}).setdefault(name, {})[number] = figures

    def restart(self, name):
        """A proxy in its first moments; the load waits for its port."""
        proxy, process = self.servers[name]
        process.stop()
        self.servers[name] = (proxy, self.launch(proxy))

    def once(self, name, load, seconds):
        port, target_of = self.address(name)
        figures = loads.run(load, port, target_of(load.path), seconds, self.workspace, self.servers[name][1])
        if figures["errors"] or figures["not2xx"]:
            self.failures.append(f"{name}: {load.name}: {figures['errors']} errors, {figures['not2xx']} answers not 2xx")
        return figures

    def address(self, name):
        proxy = self.servers[name][0]
        return (proxy.port, proxy.target) if proxy else (BACKEND_PORT, str)

    def attempt(self, name, action):
        try:
            action()
        except Failed as failure:
            self.failures.append(f"{name}: {failure}")
            print(self.failures[-1], file=sys.stderr)

    def result(self, before):
        order = list(self.servers)
        measured = {load: {name: servers[name] for name in order if name in servers}
                    for load, servers in self.figures.items()}
        medians = {load: {"says": LOADS[load].says, "ratios": report.ratios(servers, self.options.against), "figures": {
            name: {key: statistics.median(f[key] for f in rounds.values()) for key in next(iter(rounds.values()))}
            for name, rounds in servers.items()}} for load, servers in measured.items()}
        # A median would hide what failed in one round only.
        for load, servers in measured.items():
            for name, rounds in servers.items():
                for key in ("errors", "not2xx"):
                    medians[load]["figures"][name][key] = sum(f[key] for f in rounds.values())
        return {"date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H%MZ"),
                "revision": machine.revision(), "machine": before, "rounds": self.options.rounds,
                "seconds": self.options.secs, "warm": self.options.warm, "proxies": self.started, "loads": medians,
                "failures": self.failures}


def main():
    options = arguments()
    missing = [program for program in ("wrk", "nginx", "gcc") if not found(program)]
    if missing:
        print(f"not installed: {', '.join(missing)}; ./mesher setup-dev installs them", file=sys.stderr)
        return 1
    if "mesher" in options.only:  # built before, so that no start is a build
        built = subprocess.run([str(PROJECT / "mesher"), "--version"], stdout=subprocess.DEVNULL, check=False)
        if built.returncode:
            return 1
    before = machine.describe()
    with Workspace() as workspace:
        run = Run(options, workspace)
        try:
            run.start_all()
            run.verify_all()
            if not run.failures:
                run.measure_all()
                run.verify_all()  # still the right answers, after all that load
        except Failed as failure:
            run.failures.append(str(failure))
        result = run.result(before)
    name = f"{result['date']}-{result['revision']}"
    print(report.write(result, options.out, name))
    print(f"written to {options.out / name}.md and .json", file=sys.stderr)
    for failure in run.failures:
        print(f"FAILED {failure}", file=sys.stderr)
    return 1 if run.failures else 0


if __name__ == "__main__":
    sys.exit(main())
