"""A run's result as JSON for programs and as Markdown for people."""
import json
import statistics

# Of fewer rounds quarters say nothing.
LEAST_FOR_SPREAD = 8


def ratios(servers, against):
    """{base: {server: {figure: (first quarter, median, third quarter)}}} of the ratios round by round.

    A machine's speed moves by a fifth within minutes: two runs of one round are near each other, two medians need not be.
    """
    return {base: {name: {key: spread([rounds[n][key] / servers[base][n][key] for n in rounds
                                       if n in servers[base] and servers[base][n][key] > 0])
                          for key in ("cpu_us", "p99")}
                   for name, rounds in servers.items()}
            for base in against if base in servers}


def spread(values):
    if not values:
        return None
    if len(values) < LEAST_FOR_SPREAD:
        return [min(values), statistics.median(values), max(values)]
    return statistics.quantiles(values, n=4)


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
              "the others within one run only. Ratios are medians of the rounds' ratios, with the "
              + ("quarters" if result["rounds"] >= LEAST_FOR_SPREAD else "least and the greatest") + " of them.", ""]
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
    against = load["ratios"]
    cold = any("first_max" in f for f in figures.values())
    header = ["proxy", "req/s", "CPU µs/req", *(f"CPU / {peer}" for peer in against), "p50 µs", "p99 µs",
              *(f"p99 / {peer}" for peer in against), "p99.9 µs", "max µs", "PSS MiB", "errors", "not 2xx"]
    if cold:
        header += ["first 500 ms: p50 µs", "p99 µs", "max µs"]
    lines = [f"## {name}: {load['says']}", "", row(header), row(["---"] * len(header))]
    for proxy, f in figures.items():
        cells = [proxy, f"{f['rps']:.0f}", f"{f['cpu_us']:.1f}", *(ratio(of[proxy]["cpu_us"], proxy == peer) for peer, of in against.items()),
                 f"{f['p50']:.0f}", f"{f['p99']:.0f}",
                 *(ratio(of[proxy]["p99"], proxy == peer) for peer, of in against.items()),
                 f"{f['p999']:.0f}", f"{f['max']:.0f}", f"{f['pss_mib']:.1f}", f"{f['errors']:.0f}",
                 f"{f['not2xx']:.0f}"]
        if cold:
            cells += [f"{f['first_p50']:.0f}", f"{f['first_p99']:.0f}", f"{f['first_max']:.0f}"]
        lines.append(row(cells))
    return lines + [""]


def ratio(quarters, itself):
    if quarters is None:
        return "-"
    first, median, third = quarters
    return "1.00" if itself else f"{median:.2f} ({first:.2f} to {third:.2f})"


def row(cells):
    return "| " + " | ".join(cells) + " |"
