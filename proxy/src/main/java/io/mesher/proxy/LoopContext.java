package io.mesher.proxy;

import io.mesher.base.Budget;
import io.mesher.core.catalog.Catalog;
import io.mesher.core.catalog.CatalogSnapshot;
import io.mesher.core.catalog.SourceIndex;
import io.mesher.core.config.GovernanceConfig;
import io.mesher.core.resilience.ServiceState;
import io.mesher.core.resilience.ServiceStates;
import io.mesher.core.telemetry.InFlight;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What all requests of one event loop share. */
public final class LoopContext {
    /** Counts requests whose service isn't known: names that callers make up must not grow the metrics. */
    static final String UNKNOWN = "unknown";

    private static final long FORGETS_EVERY_NANOS = 60_000_000_000L;

    private final EventLoop loop;
    private final ProxySettings settings;
    private final Catalog catalog;
    private final @Nullable SourceIndex sources;
    private final LookupQueue lookups;
    private final Upstreams upstreams;
    private final Supplier<GovernanceConfig> governance;
    private final ServiceStates states;
    private final RequestTotals totals;
    private final InFlight inFlight;
    private final RandomGenerator random;
    private final Recorder[] recorders;
    private final Budget replayBudget = new Budget(ReplayBuffer.LOOP_BYTES);
    private final NameCache names = new NameCache();
    /**
     * Those of services that are gone stay, without their instances: they are no more than the services ever known, whose counters
     * stay as well.
     */
    private final Map<String, Destination> destinations = new HashMap<>();

    private final Uploads uploads;
    private final UnreachableInstances unreachable;
    private final Timer forgetsGone;

    private @Nullable Destination unknown;
    private @Nullable Destination application;

    /**
     * @param governance any thread's present one; read once per request
     * @param states what the loops know together of each service
     * @param totals over all loops
     * @param inFlight this loop's
     * @param random of this loop: others begin their turns elsewhere, so that they don't hit one instance together
     * @param recorders of this loop, in the order in which they hear of a request
     */
    public LoopContext(
            EventLoop loop,
            ProxySettings settings,
            Catalog catalog,
            Upstreams upstreams,
            Supplier<GovernanceConfig> governance,
            ServiceStates states,
            RequestTotals totals,
            InFlight inFlight,
            RandomGenerator random,
            List<Recorder> recorders) {
        this.loop = loop;
        this.settings = settings;
        this.catalog = catalog;
        this.sources = catalog.sources();
        this.lookups = new LookupQueue(
                loop,
                catalog,
                settings.waitingLookups(),
                settings.timeouts().lookup().toNanos());
        this.upstreams = upstreams;
        this.governance = governance;
        this.states = states;
        this.totals = totals;
        this.inFlight = inFlight;
        this.random = random;
        this.recorders = recorders.toArray(new Recorder[0]);
        this.uploads = new Uploads(settings.minBytesPerSecond());
        this.unreachable = new UnreachableInstances(loop, upstreams, totals);
        this.forgetsGone = loop.timer(this::forgetGone);
    }

    public EventLoop loop() {
        return loop;
    }

    public ProxySettings settings() {
        return settings;
    }

    /** Who is where at present: read once per request, so that it sees one state. */
    public CatalogSnapshot snapshot() {
        return catalog.snapshot();
    }

    Catalog catalog() {
        return catalog;
    }

    LookupQueue lookups() {
        return lookups;
    }

    Upstreams upstreams() {
        return upstreams;
    }

    Uploads uploads() {
        return uploads;
    }

    /** Ends a request to the service whose body comes too slowly, so that another one has its place; false where there is none. */
    public boolean makeRoom(Destination at, long now) {
        return uploads.giveWay(at, now);
    }

    UnreachableInstances unreachable() {
        return unreachable;
    }

    InFlight inFlight() {
        return inFlight;
    }

    Budget replayBudget() {
        return replayBudget;
    }

    /** Seconds since 1970, as the registry's instances and sessions are dated. */
    long epochSeconds() {
        return System.currentTimeMillis() / 1000;
    }

    public RandomGenerator random() {
        return random;
    }

    /** How many requests went to the service so far, over all loops. */
    long requests(String service) {
        return totals.of(service);
    }

    /** The text of a byte range, usually without making a new String. */
    public String name(byte[] bytes, int from, int to) {
        return names.name(bytes, from, to);
    }

    /** The service that calls from this address, or null where that isn't known or not looked for. */
    public @Nullable String serviceAt(byte[] address) {
        SourceIndex index = sources;
        return index == null ? null : index.serviceAt(name(address, 0, address.length));
    }

    /** @param service a name from the catalog, never one that a caller made up */
    public Destination destination(String service) {
        Destination destination = destinations.get(service);
        if (destination == null) {
            destination = new Destination(service, false, this, states.of(service));
            if (destinations.isEmpty()) {
                forgetsGone.set(FORGETS_EVERY_NANOS);
            }
            destinations.put(service, destination);
        }
        destination.see(governance.get());
        return destination;
    }

    /** By the clock, not by changes of the catalog: those may come many times a second, and each would look at all services. */
    private void forgetGone() {
        CatalogSnapshot present = catalog.snapshot();
        for (Destination destination : destinations.values()) {
            destination.forgetGone(present);
        }
        forgetsGone.set(FORGETS_EVERY_NANOS);
    }

    /** Of a service in another application, {@code app/service}. */
    ServiceState state(String name) {
        return states.of(name);
    }

    /** The local application, for what comes in. */
    public Destination application() {
        Destination known = application;
        if (known == null) {
            String name = settings.self().name();
            known = local(name, states.application(name));
            application = known;
        }
        known.see(governance.get());
        return known;
    }

    /** A request has ended, also where a recorder has a defect: what the request holds must not stay held. */
    void tell(Exchange exchange) {
        for (Recorder recorder : recorders) {
            try {
                recorder.onEnd(exchange);
            } catch (RuntimeException e) {
                loop.tellDefect(e);
            }
        }
    }

    Destination unknownDestination() {
        Destination known = unknown;
        if (known == null) {
            known = local(UNKNOWN, new ServiceState(UNKNOWN));
            unknown = known;
        }
        return known;
    }

    private Destination local(String name, ServiceState state) {
        return new Destination(name, true, this, state);
    }
}
