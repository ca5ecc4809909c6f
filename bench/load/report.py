"""A run's result as JSON for programs and as Markdown for people."""
import json

# What the ratios are against: the quickest peer, and the one most like Mesher.
RATIOS = ("haproxy", "envoy")


def write(result, folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n")
    text = markdown(result)
    (folder / f"{name}.md").write_text(text)
    return text


def markdown(result):
    lines = [f"# Benchmark of {result['date']}, {result['revision']}", ""]
    if result["failures"]:
        lines += ["**Not a result.** What failed:", "", *(f"- {failure}" for failure in result["failures"]), ""]
    lines += machine(result["machine"]) + proxies(result["proxies"])
    lines += [f"Medians of {result['rounds']} rounds of {result['seconds']} s, in turn on every proxy, after "
              f"{result['warm']} s of warm-up each. CPU per request is the figure to trust on a busy machine; compare "
              "the others within one run only.", ""]
    for name, load in result["loads"].items():
        lines += table(name, load)
    return "\n".join(lines) + "\n"


def machine(m):
    return [f"{m['cores']} cores ({m['cpu']}), {m['memory_mib']} MiB, {m['system']}, kernel {m['kernel']}, "
            f"JDK {m['jdk']}; load average before the run {m['load_before']:.2f}.", ""]


def proxies(found):
    lines = ["| proxy | version | exec to first 200, ms | idle PSS, MiB |", "|---|---|---|---|"]
    for name, proxy in found.items():
        lines.append(f"| {name} | {proxy['version']} | {proxy['start_ms']:.0f} | {proxy['idle_pss_mib']:.1f} |")
    return lines + [""]


def table(name, load):
    figures = load["figures"]
    against = [peer for peer in RATIOS if peer in figures]
    cold = any("first_max" in f for f in figures.values())
    header = ["proxy", "req/s", "CPU µs/req", *(f"CPU / {peer}" for peer in against), "p50 µs", "p99 µs",
              *(f"p99 / {peer}" for peer in against), "p99.9 µs", "max µs", "PSS MiB", "errors", "not 2xx"]
    if cold:
        header += ["first 500 ms: p50 µs", "p99 µs", "max µs"]
    lines = [f"## {name}: {load['says']}", "", row(header), row(["---"] * len(header))]
    for proxy, f in figures.items():
        cells = [proxy, f"{f['rps']:.0f}", f"{f['cpu_us']:.1f}", *(ratio(f, figures[p], "cpu_us") for p in against),
                 f"{f['p50']:.0f}", f"{f['p99']:.0f}", *(ratio(f, figures[p], "p99") for p in against),
                 f"{f['p999']:.0f}", f"{f['max']:.0f}", f"{f['pss_mib']:.1f}", f"{f['errors']:.0f}",
                 f"{f['not2xx']:.0f}"]
        if cold:
            cells += [f"{f['first_p50']:.0f}", f"{f['first_p99']:.0f}", f"{f['first_max']:.0f}"]
        lines.append(row(cells))
    return lines + [""]


def ratio(figures, base, key):
    return f"{figures[key] / base[key]:.2f}" if base[key] > 0 else "-"


def row(cells):
    return "| " + " | ".join(cells) + " |"
