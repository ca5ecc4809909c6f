package io.mesher.control.metrics;

import io.mesher.core.telemetry.ServiceCounters;
import java.util.Comparator;

/**
 * What CSE Mesher counts requests by.
 *
 * @param app of the subset that a route rule chose; empty: none did
 * @param version likewise
 */
record CompatKey(String service, String app, String version) implements Comparable<CompatKey> {
    private static final Comparator<CompatKey> ORDER = Comparator.comparing(CompatKey::service)
            .thenComparing(CompatKey::app)
            .thenComparing(CompatKey::version);

    static CompatKey of(ServiceCounters counters) {
        return new CompatKey(counters.service(), counters.app(), counters.version());
    }

    @Override
    public int compareTo(CompatKey other) {
        return ORDER.compare(this, other);
    }

    Label[] labels() {
        return new Label[] {new Label("app", app), new Label("service_name", service), new Label("version", version)};
    }
}
