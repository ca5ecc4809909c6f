package io.mesher.registry.client.find;

import io.mesher.base.text.AsciiCase;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.catalog.Respelling;
import io.mesher.core.catalog.SimilarNames;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.Timing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All known services, and the snapshot that is made of them. */
public final class KnownServices {
    /** Many events in a row make one snapshot, which costs as much as there are services. */
    private static final long EVENT_GATHERING_NANOS = 10_000_000;

    /** Callers may write a name in any number of ways. */
    static final int MAX_RESPELLED = 1_000;

    private final Map<ServiceName, KnownService> known = new HashMap<>();
    /** Names as callers write them, and those that they mean; the oldest first. */
    private final Map<ServiceName, ServiceName> respelled = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ServiceName, ServiceName> oldest) {
            return size() > MAX_RESPELLED;
        }
    };

    private final Timing timing;
    private final String ownApp;
    private final CatalogSnapshot statics;
    private final long guardNanos;
    private final Predicate<String> secured;
    private final Runnable onChange;
    private final Alarm publishTimer;
    private boolean dirty;
    private boolean publishedOnce;
    private long publishedAt;
    private volatile CatalogSnapshot snapshot;

    /**
     * @param ownApp what our own application is called
     * @param statics configured services, which win over found ones of the same name
     * @param guardNanos how long {@link ShrinkGuard} waits for a second answer
     * @param onChange called after a new snapshot
     */
    public KnownServices(
            Timing timing,
            String ownApp,
            CatalogSnapshot statics,
            long guardNanos,
            Predicate<String> secured,
            Runnable onChange) {
        this.timing = timing;
        this.ownApp = ownApp;
        this.statics = statics;
        this.guardNanos = guardNanos;
        this.secured = secured;
        this.onChange = onChange;
        this.snapshot = statics;
        this.publishTimer = timing.timer(this::publish);
    }

    /** Any thread. */
    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    public boolean isStatic(ServiceName name) {
        return name.isOwn() && statics.find(name.name()) != null;
    }

    @Nullable KnownService find(ServiceName name) {
        return known.get(name);
    }

    /** The one that is there, or a new one of which nothing is known yet. */
    public KnownService add(ServiceName name) {
        return known.computeIfAbsent(
                name,
                key -> new KnownService(key, secured.test(key.name()) ? key.name() : null, guardNanos, timing.now()));
    }

    /** The service that a caller means who writes this: another one than of exactly this name only while that isn't known. */
    ServiceName meant(ServiceName written) {
        ServiceName other = respelled.get(written);
        return other == null || known.containsKey(written) || isStatic(written) ? written : other;
    }

    /** @param name of a known or configured service; {@link #publish} must follow */
    void respell(ServiceName written, ServiceName name) {
        if (!name.equals(respelled.put(written, name))) {
            dirty = true;
        }
    }

    boolean hasRespelled() {
        return !respelled.isEmpty();
    }

    Collection<ServiceName> respelled() {
        return respelled.keySet();
    }

    /** {@link #publish} must follow. */
    void forgetRespelled(ServiceName written) {
        if (respelled.remove(written) != null) {
            dirty = true;
        }
    }

    /** Adds the names of known and configured services that are equal but for ASCII case, or wholly. */
    void addSpellings(ServiceName name, Collection<String> to) {
        if (name.isOwn()) {
            to.addAll(statics.spellings("", name.name()));
        }
        String lower = AsciiCase.lower(name.name());
        for (KnownService service : known.values()) {
            ServiceName other = service.name();
            if (other.app().equals(name.app())
                    && other.name().length() == lower.length()
                    && AsciiCase.lower(other.name()).equals(lower)) {
                to.add(other.name());
            }
        }
    }

    /** Of known and configured services. */
    void addNames(String app, SimilarNames to) {
        if (app.isEmpty()) {
            statics.all().forEach(service -> to.consider(service.name()));
        }
        for (ServiceName name : known.keySet()) {
            if (name.app().equals(app)) {
                to.consider(name.name());
            }
        }
    }

    private List<Respelling> respellings() {
        List<Respelling> all = new ArrayList<>(respelled.size());
        respelled.entrySet().removeIf(entry -> !known.containsKey(entry.getValue()) && !isStatic(entry.getValue()));
        respelled.forEach((written, name) -> all.add(new Respelling(written.app(), written.name(), name.name())));
        return all;
    }

    void remove(ServiceName name) {
        if (known.remove(name) != null) {
            dirty = true;
        }
    }

    Collection<KnownService> all() {
        return known.values();
    }

    int count() {
        return known.size();
    }

    /** For the file. */
    public Map<ServiceName, List<Instance>> lastKnown() {
        Map<ServiceName, List<Instance>> instances = new HashMap<>();
        known.values().forEach(service -> instances.put(service.name(), service.lastKnown()));
        return instances;
    }

    /** To be called after each change of a service; {@link #publish} must follow. */
    void changed() {
        dirty = true;
    }

    /** At once where nothing was published for a while: a caller may know of the change already. */
    void publishSoon() {
        long since = timing.now() - publishedAt;
        if (!publishedOnce || since >= EVENT_GATHERING_NANOS) {
            publish();
        } else if (!publishTimer.isSet()) {
            publishTimer.set(EVENT_GATHERING_NANOS - since);
        }
    }

    void publish() {
        publishTimer.clear();
        if (!dirty) {
            return;
        }
        List<Microservice> services = new ArrayList<>();
        for (KnownService service : known.values()) {
            if (service.isVisible()) {
                services.add(service.published());
            }
        }
        statics.all().forEach(services::add);
        snapshot = respelled.isEmpty()
                ? CatalogSnapshot.of(ownApp, services)
                : CatalogSnapshot.of(ownApp, services, respellings());
        dirty = false;
        publishedOnce = true;
        publishedAt = timing.now();
        onChange.run();
    }

    public void close() {
        publishTimer.release();
    }
}
