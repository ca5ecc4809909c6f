"""A server under test: started in a process group of its own, whose CPU and memory are read from /proc."""
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path


class Workspace:
    """A temporary folder for configuration and logs, and the processes started in it; all gone at the end."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="mesher-bench-"))
        self.folder.chmod(0o755)  # nginx workers run as another user
        self.running = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.running:
            process.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def start(self, name, command):
        process = Running(name, command, self.folder / f"{name}.log")
        self.running.append(process)
        return process


class Running:
    def __init__(self, name, command, log):
        self.name = name
        self.log = log
        self.started = time.monotonic()
        with open(log, "ab") as out:
            self.process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)

    def stop(self):
        """TERM, then KILL after 5 s, to the whole group."""
        for sig in (signal.SIGTERM, signal.SIGKILL):
            if self.process.poll() is not None:
                return
            try:
                os.killpg(self.process.pid, sig)
                self.process.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                pass

    def cpu_seconds(self):
        """User and system time of the processes that live now, in steps of a clock tick (10 ms as a rule)."""
        ticks = sum(int(f[11]) + int(f[12]) for f in map(stat_fields, self._pids()) if f)
        return ticks / os.sysconf("SC_CLK_TCK")

    def pss_mib(self):
        """Proportional set size: pages shared by n processes count as 1/n."""
        kib = 0
        for pid in self._pids():
            try:
                for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        kib += int(line.split()[1])
            except OSError:
                pass  # ended meanwhile
        return kib / 1024

    def _pids(self):
        group = self.process.pid
        pids = (int(entry) for entry in os.listdir("/proc") if entry.isdigit())
        return [pid for pid in pids if (fields := stat_fields(pid)) and int(fields[2]) == group]


def stat_fields(pid):
    """The fields of /proc/PID/stat after the name, from the state on: [2] is the group, [11] and [12] the ticks."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return text[text.rindex(")") + 2:].split()


def accepts(port):
    """Is something listening there already? Then its answers would be taken for our server's."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def wait_for_200(port, target, host, running, limit=30):
    """Milliseconds from the start of the process to the first 200, or None.

    A fresh connection for every try and no process forked, so it resolves about a millisecond.
    """
    request = f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
    while time.monotonic() - running.started < limit and running.process.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), 2) as connection:
                connection.settimeout(2)
                connection.sendall(request)
                if connection.recv(4096)[:12] == b"HTTP/1.1 200":
                    return (time.monotonic() - running.started) * 1000
        except OSError:
            pass
        time.sleep(0.001)
    return None
