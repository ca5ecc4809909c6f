package io.mesher.app.config.read;

import io.mesher.app.config.keys.LocalHealthKeys;
import io.mesher.app.config.source.Entry;
import io.mesher.app.config.source.Value;
import io.mesher.core.config.LocalHealthConfig;
import io.mesher.core.config.LocalHealthConfig.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code localHealthCheck}, and what Mesher adds to it. */
public final class LocalHealthReader {
    private static final int MAX_CHECKS = 64;
    private static final int MAX_THRESHOLD = 1000;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(10);
    /** As CSE Mesher waits for a connection. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final KeyReader reader;

    public LocalHealthReader(KeyReader reader) {
        this.reader = reader;
    }

    public LocalHealthConfig read() {
        Duration timeout = reader.duration(LocalHealthKeys.TIMEOUT, TIMEOUT, MIN_TIMEOUT, KeyReader.DAY);
        Entry entry = reader.keys().find(LocalHealthKeys.CHECKS);
        return new LocalHealthConfig(
                entry == null ? List.of() : checks(entry, timeout),
                reader.integer(LocalHealthKeys.UNHEALTHY, LocalHealthConfig.UNHEALTHY_THRESHOLD, 1, MAX_THRESHOLD),
                reader.integer(LocalHealthKeys.HEALTHY, LocalHealthConfig.HEALTHY_THRESHOLD, 1, MAX_THRESHOLD));
    }

    private List<Check> checks(Entry entry, Duration timeout) {
        Faults faults = new Faults();
        LocalCheckReader checkReader = new LocalCheckReader(reader.problems(), entry.written(), faults, timeout);
        List<Value> items = faults.items(entry.value(), "", "a list of checks, each such as {port: \"8080\"}");
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < items.size() && i < MAX_CHECKS; i++) {
            checks.add(checkReader.read(items.get(i), "check " + (i + 1) + ","));
        }
        if (items.size() > MAX_CHECKS) {
            faults.add(entry.place(), "", items.size() + " checks (expected: at most " + MAX_CHECKS + ")");
        }
        for (Faults.Fault fault : faults.kept()) {
            reader.problems().error(fault.place(), entry.written(), fault.message());
        }
        if (faults.others() > 0) {
            reader.problems().error(entry.place(), entry.written(), faults.others() + " more problems");
        }
        return checks;
    }
}
