"""What a figure means depends on where it was taken: the machine of a run, in words."""
import os
import platform
import subprocess
from pathlib import Path

from proxies import PROJECT


def describe():
    return {
        "cores": len(os.sched_getaffinity(0)),
        "cpu": first_value("/proc/cpuinfo", "model name"),
        "memory_mib": int(first_value("/proc/meminfo", "MemTotal").split()[0]) // 1024,
        "kernel": platform.release(),
        "system": first_value("/etc/os-release", "PRETTY_NAME", "=").strip('"'),
        "jdk": jdk(),
        "load_before": os.getloadavg()[0],
    }


def revision():
    """The commit that is measured, with a + when files differ from it."""
    commit = git("rev-parse", "--short", "HEAD")
    return commit + ("+" if git("status", "--porcelain", "--untracked-files=no") else "") if commit else "unknown"


def first_value(path, key, separator=":"):
    try:
        for line in Path(path).read_text().splitlines():
            name, found, value = line.partition(separator)
            if found and name.strip() == key:
                return value.strip()
    except OSError:
        pass
    return "0 unknown"


def jdk():
    """The version that the launcher noted when it built for it."""
    stamp = PROJECT / "target/launch/stamp"
    if not stamp.exists():
        return "unknown"
    for word in stamp.read_text().split(" "):
        if word.startswith("JAVA_RUNTIME_VERSION="):
            return word.partition("=")[2].strip('"')
    return "unknown"


def git(*arguments):
    output = subprocess.run(["git", "-C", str(PROJECT), *arguments], capture_output=True, text=True, check=False)
    return output.stdout.strip()
