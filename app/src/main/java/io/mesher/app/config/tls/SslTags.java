package io.mesher.app.config.tls;

import io.mesher.app.config.keys.NearestKey;
import io.mesher.app.config.keys.SslKeys;
import io.mesher.app.config.read.KeyReader;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which tags the keys {@code ssl.<tag>.*} have. A tag that stands for nothing would leave a place in plain text. */
final class SslTags {
    /** Parts of CSE Mesher that this release doesn't have; also under their older names. */
    private static final List<String> LATER = List.of(
            "configServer.Consumer",
            "configcenter.Consumer",
            "router.Consumer",
            "egress.Consumer",
            "monitor.Consumer",
            "grpc.Consumer",
            "grpc.Provider");

    private static final List<String> KNOWN = List.of(
            SslKeys.LOCAL, SslKeys.ADMIN, SslKeys.CALLS, SslKeys.REGISTRATOR, SslKeys.DISCOVERY, SslKeys.CONTRACTS);

    private final KeyReader reader;
    private final String service;
    private final TlsReports reports;

    /** @param service the own one's name */
    SslTags(KeyReader reader, String service, TlsReports reports) {
        this.reader = reader;
        this.service = service;
        this.reports = reports;
    }

    /** The services that calls have tags of their own for. Other tags that are of no use are reported, each once. */
    Set<String> targets() {
        Set<String> targets = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        for (Entry entry : reader.keys().all()) {
            if (!entry.key().startsWith(SslKeys.PREFIX) || !reader.isFilled(entry.key())) {
                continue;
            }
            String tag = SslKeys.tag(entry.key());
            if (tag != null && !tag.isEmpty() && seen.add(tag) && !KNOWN.contains(tag)) {
                if (tag.endsWith('.' + SslKeys.CALLS)) {
                    targets.add(tag.substring(0, tag.length() - SslKeys.CALLS.length() - 1));
                } else if (!tag.equals(external())) {
                    report(entry.key(), tag);
                }
            }
        }
        return targets;
    }

    private String external() {
        return service + '.' + SslKeys.EXTERNAL;
    }

    private void report(String key, String tag) {
        if (tag.endsWith('.' + SslKeys.EXTERNAL)) {
            reports.warning(
                    key,
                    "not used: the own service is called " + service + " (expected: " + SslKeys.PREFIX + external()
                            + ")");
            return;
        }
        for (String later : LATER) {
            if (tag.equals(later) || tag.endsWith('.' + later)) {
                reports.warning(
                        key, "no effect in this release: there is no such place (expected: a place of docs/tls.md)");
                return;
            }
        }
        List<String> possible = new ArrayList<>(KNOWN);
        possible.add(external());
        possible.add("<target>." + SslKeys.CALLS);
        reports.error(
                key,
                "unknown place " + Shown.text(tag) + ", so that TLS would be missing elsewhere (expected: one of "
                        + String.join(", ", possible) + NearestKey.hint(tag, possible) + ")");
    }
}
