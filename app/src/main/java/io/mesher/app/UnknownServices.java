package io.mesher.app;

import io.mesher.app.config.rules.NamedService;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.LookupResult;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Recurring;
import io.mesher.registry.client.RegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of services that the configuration names but nobody has: a rule for {@code shoop} has no effect on {@code shop}. Looks when the
 * registry has listed its services, so never while it can't be reached. Works on one event loop.
 */
final class UnknownServices implements AutoCloseable {
    /** What is started together with this Mesher is registered by then, as a rule. */
    private static final long FIRST_NANOS = Duration.ofSeconds(30).toNanos();

    private static final long EVERY_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int MAX_NAMED = 20;

    private static final Logger log = LoggerFactory.getLogger(Part.LOGGER);

    private final EventLoop loop;
    private final Supplier<CatalogSnapshot> catalog;
    private final @Nullable RegistryClient client;
    private final Recurring looking;
    private List<NamedService> named = List.of();
    private boolean started;
    private boolean answered;
    private final Report report = new Report();
    private volatile String text = "";

    /** @param client null: nobody knows more services than the catalog */
    UnknownServices(EventLoop loop, Supplier<CatalogSnapshot> catalog, @Nullable RegistryClient client) {
        this.loop = loop;
        this.catalog = catalog;
        this.client = client;
        this.looking = new Recurring(loop, this::look);
    }

    /** These are named from now on. Any thread. */
    void named(List<NamedService> services) {
        loop.execute(() -> {
            named = services;
            if (client == null || started) {
                looking.soon();
            } else {
                started = true;
                looking.after(FIRST_NANOS);
            }
        });
    }

    /** Which of them nobody has; empty if there is none. Any thread. */
    String text() {
        return text;
    }

    private void look() {
        CatalogSnapshot known = catalog.get();
        List<String> unknown = new ArrayList<>();
        for (NamedService service : named) {
            if (known.find(service.name()) == null) {
                unknown.add(service.name());
            }
        }
        if (client == null || unknown.isEmpty()) {
            report(named, absent(known, unknown));
        } else {
            // Of the services at the time of the question: a later change asks again.
            List<NamedService> asked = named;
            client.absent(unknown, absent -> loop.execute(() -> report(asked, absent)));
        }
        if (client != null) {
            looking.after(answered ? EVERY_NANOS : FIRST_NANOS);
        }
    }

    private static Map<String, String> absent(CatalogSnapshot known, List<String> names) {
        Map<String, String> absent = new TreeMap<>();
        for (String name : names) {
            if (known.absent("", name) instanceof LookupResult.NoSuchService(String similar)) {
                absent.put(name, similar);
            }
        }
        return absent;
    }

    private void report(List<NamedService> services, Map<String, String> absent) {
        answered = true;
        for (String warning : report.changed(services, absent)) {
            log.warn("{}", warning);
        }
        text = report.text();
    }

    /** Any thread. */
    @Override
    public void close() {
        looking.close();
    }

    /** What was reported last. One thread. */
    static final class Report {
        private Map<String, String> absent = Map.of();
        private String text = "";

        /**
         * What to warn of now.
         *
         * @param services those that the configuration names
         * @param now by name, those of them that nobody has, with the name of one that may be meant, or empty
         */
        List<String> changed(List<NamedService> services, Map<String, String> now) {
            List<String> warnings = new ArrayList<>();
            StringBuilder all = new StringBuilder();
            int count = 0;
            for (NamedService service : services) {
                String similar = now.get(service.name());
                if (similar == null) {
                    continue;
                }
                String words = words(service, similar);
                count++;
                if (count <= MAX_NAMED) {
                    all.append(all.isEmpty() ? "" : "; ").append(words);
                    if (!similar.equals(absent.get(service.name()))) {
                        warnings.add(service.place() + ": " + words);
                    }
                }
            }
            text = count <= MAX_NAMED ? all.toString() : all + "; and " + (count - MAX_NAMED) + " more";
            absent = Map.copyOf(now);
            return warnings;
        }

        /** All of it on one line; empty if there is nothing. */
        String text() {
            return text;
        }

        private static String words(NamedService service, String similar) {
            return service.key() + ": no service is called " + service.name()
                    + (similar.isEmpty() ? "" : " (did you mean " + similar + "?)");
        }
    }
}
