package io.mesher.registry.client.find;

import io.mesher.core.catalog.Catalog.LookupListener;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LookupResult;
import io.mesher.core.telemetry.RegistryStatus.LookUps;
import io.mesher.registry.client.answer.ServiceAnswer;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.call.AddressPool;
import io.mesher.registry.client.call.Failover;
import io.mesher.registry.client.call.FindApi;
import io.mesher.registry.client.call.FindApi.Question;
import io.mesher.registry.client.find.Discovery.Applied;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Asks the registry for names when they are first called. Who asks for a name that is being asked for joins. */
public final class Lookups {
    public static final int MAX_UNDER_WAY = 16;
    public static final int MAX_WAITING = 256;
    /** A registry holds so many services by default. */
    static final int MAX_KNOWN = 50_000;

    /** A service without instances, or with one that can't be connected to. */
    static final Duration ASKED_AGAIN = Duration.ofSeconds(1);

    /** How long requests for a service that stands in the file wait for the registry, which may hang. */
    static final Duration REMEMBERED_WAIT = Duration.ofSeconds(1);

    private static final LookupResult FOUND = new LookupResult.Found();
    private static final LookupResult NO_SUCH_SERVICE = new LookupResult.NoSuchService();
    private static final LookupResult FILLED_AGAIN = new LookupResult.Unavailable(
            "it was restarted or lost its data; services may not have registered again yet");
    private static final LookupResult BEING_REGISTERED =
            new LookupResult.Unavailable("it doesn't know this Mesher's service yet, which is being registered");

    private static final LookupResult DEFECT = new LookupResult.Unavailable(Failover.DEFECT);

    private final Timing timing;
    private final FindApi api;
    private final Discovery discovery;
    private final Spellings spellings;
    private final AddressPool pool;
    private final long timeoutNanos;
    private final MissingNames missing = new MissingNames();
    private final Map<ServiceName, PendingLookup> lookups = new HashMap<>();
    private final Queue<PendingLookup> waiting = new ArrayDeque<>();
    /** One of those who wait must not cost the others their answer. */
    private final DefectGuard reporting;

    private int underWay;
    private volatile LookUps shown = new LookUps(0, 0, 0, 0);

    public Lookups(
            Timing timing, FindApi api, Discovery discovery, Spellings spellings, AddressPool pool, long timeoutNanos) {
        this.timing = timing;
        this.api = api;
        this.discovery = discovery;
        this.spellings = spellings;
        this.pool = pool;
        this.timeoutNanos = timeoutNanos;
        this.reporting = DefectGuard.reporting(timing);
    }

    /** Any thread. */
    public LookUps shown() {
        return shown;
    }

    /** Counted once, at its end: otherwise those without a failure would be fewer later than before. */
    private void showAsked(boolean answered) {
        LookUps now = shown;
        shown = new LookUps(now.asked() + 1, now.failed() + (answered ? 0 : 1), now.missing(), now.remembered());
    }

    private void showMissing() {
        LookUps now = shown;
        shown = new LookUps(now.asked(), now.failed(), now.missing() + 1, now.remembered());
    }

    private void showRemembered() {
        LookUps now = shown;
        shown = new LookUps(now.asked(), now.failed(), now.missing(), now.remembered() + 1);
    }

    public void lookUp(ServiceName written, LookupListener listener) {
        ServiceName name = discovery.services().meant(written);
        LookupResult known = known(name);
        PendingLookup same = lookups.get(name);
        if (known != null) {
            // Events may have told more than was published.
            discovery.services().publish();
            listener.onLookup(known);
        } else if (same != null) {
            same.listeners.add(listener);
        } else {
            LookupResult.Overload overload = overload();
            if (overload != null) {
                showAsked(false);
                KnownService service = discovery.services().find(name);
                listener.onLookup(service != null && service.hasRemembered() ? fallBack(service) : overload);
                return;
            }
            PendingLookup lookup = new PendingLookup(name);
            lookup.listeners.add(listener);
            begin(lookup);
        }
    }

    /** An event has told something of the service: who waits for an instance of it may have one. */
    public void changed(ServiceName name) {
        PendingLookup lookup = lookups.get(name);
        KnownService service = discovery.services().find(name);
        if (lookup != null && service != null && service.isVisible() && !service.isEmpty()) {
            discovery.services().publish();
            lookup.tell(FOUND);
        }
    }

    /**
     * An instance can't be connected to, so it may have moved: asked for at once, since without a watch, or after a lost event,
     * the next refresh may be far. Whoever calls it waits for nothing.
     */
    public void askAgain(ServiceName name, Instance unreachable) {
        KnownService service = discovery.services().find(name);
        if (service != null
                && service.has(unreachable)
                && timing.now() - service.askedAt() >= ASKED_AGAIN.toNanos()
                && !lookups.containsKey(name)
                && waiting.size() < MAX_WAITING
                && pool.anyUp()) {
            begin(new PendingLookup(name));
        }
    }

    private void begin(PendingLookup lookup) {
        lookups.put(lookup.name, lookup);
        waiting.add(lookup);
        startWaiting();
    }

    /** What can be said without asking, or null. */
    private @Nullable LookupResult known(ServiceName name) {
        if (discovery.services().isStatic(name)) {
            return FOUND;
        }
        if (!name.isPossible()) {
            return NO_SUCH_SERVICE;
        }
        long now = timing.now();
        KnownService service = discovery.services().find(name);
        if (service == null) {
            LookupResult answer = missing.answer(name, now);
            if (answer != null) {
                showRemembered();
                return absent(name, answer);
            }
            return !pool.anyUp() && spellings.useKnown(name) ? FOUND : null;
        }
        service.used(now);
        if (service.isVisible()) {
            return service.isEmpty() && mayHaveMore(service, now) ? null : FOUND;
        }
        return service.hasRemembered() && !pool.anyUp() ? fallBack(service) : null;
    }

    /** Whether an answer is awaited, or it is time for another. */
    private boolean mayHaveMore(KnownService service, long now) {
        return service.isEmptiedByEvent()
                || now - service.askedAt() >= ASKED_AGAIN.toNanos()
                || lookups.containsKey(service.name());
    }

    private LookupResult.@Nullable Overload overload() {
        if (underWay >= MAX_UNDER_WAY && waiting.size() >= MAX_WAITING) {
            return new LookupResult.Overload(MAX_UNDER_WAY + " names are being looked up in the registry and "
                    + MAX_WAITING + " more wait, which is the limit");
        }
        if (discovery.services().count() >= MAX_KNOWN) {
            return new LookupResult.Overload(MAX_KNOWN + " services are known, which is the limit");
        }
        return null;
    }

    private void startWaiting() {
        while (underWay < MAX_UNDER_WAY && !waiting.isEmpty()) {
            underWay++;
            PendingLookup next = waiting.remove();
            next.guard.run(next::start);
        }
    }

    private LookupResult fallBack(KnownService service) {
        service.fallBack();
        discovery.services().changed();
        discovery.services().publish();
        return FOUND;
    }

    /**
     * The registry doesn't have it; whether that means that there is none, depends on the registry.
     *
     * @param settled what it means of one that has all services
     */
    private LookupResult absent(ServiceName name, LookupResult settled) {
        if (discovery.isBeingRegistered(name)) {
            return BEING_REGISTERED;
        }
        return discovery.isBeingFilled() ? FILLED_AGAIN : settled;
    }

    private final class PendingLookup {
        private final ServiceName name;
        private final List<LookupListener> listeners = new ArrayList<>();
        private final long deadline = timing.now() + timeoutNanos;
        private final DefectGuard guard = new DefectGuard(timing, this::onDefect);
        private final Alarm rememberedTimer = timing.timer(reporting.action(this::onSilence));
        private final Alarm believedTimer = timing.timer(guard.action(this::start));
        /** Another one than {@link #name} once the registry has said that this isn't there. */
        private ServiceName asked;

        private boolean askedAsNobody;

        PendingLookup(ServiceName name) {
            this.name = name;
            this.asked = name;
            KnownService service = discovery.services().find(name);
            if (service == null ? spellings.hasKnown(name) : service.hasRemembered()) {
                rememberedTimer.set(REMEMBERED_WAIT.toNanos());
            }
        }

        /** What the file says counts until the answer comes. */
        private void onSilence() {
            KnownService service = discovery.services().find(name);
            if (service != null && service.hasRemembered()) {
                tell(fallBack(service));
            } else if (service == null && spellings.useKnown(name)) {
                discovery.services().publish();
                tell(FOUND);
            }
        }

        private void tell(LookupResult result) {
            List<LookupListener> told = List.copyOf(listeners);
            listeners.clear();
            told.forEach(listener -> reporting.run(() -> listener.onLookup(result)));
        }

        private void onDefect() {
            end(DEFECT);
        }

        private void end(LookupResult result) {
            if (!lookups.remove(name, this)) {
                return;
            }
            underWay--;
            rememberedTimer.release();
            believedTimer.release();
            reporting.run(discovery.services()::publish);
            tell(result);
            startWaiting();
        }

        void start() {
            KnownService service = discovery.services().find(name);
            if (service == null) {
                ask(discovery.consumerId());
            } else if (isTooEarly(service)) {
                believedTimer.set(service.untilBelieved(timing.now()));
            } else {
                service.asked(timing.now());
                ask(discovery.consumerId());
            }
        }

        /** An event has taken the last instance, and an answer may be older than it. Not where there is no time to wait. */
        private boolean isTooEarly(KnownService service) {
            long now = timing.now();
            long wait = service.untilBelieved(now);
            return service.isEmptiedByEvent() && wait > 0 && wait < deadline - now;
        }

        /** No service has exactly this name: callers whose libraries write hosts in lower case mean another. */
        private void onListed() {
            if (lookups.get(name) != this) {
                return;
            }
            // A list that has the name is older or newer than the answer that it isn't there: the next look-up decides.
            List<String> names = spellings.isListed(name) ? List.of() : spellings.of(name);
            if (names.size() == 1) {
                asked = new ServiceName(name.app(), names.getFirst());
                if (spellings.useKnown(name)) {
                    showAsked(true);
                    end(FOUND);
                } else {
                    ask(askedAsNobody ? "" : discovery.consumerId());
                }
            } else {
                showAsked(true);
                end(gone(
                        names.isEmpty()
                                ? new LookupResult.NoSuchService(spellings.similar(name))
                                : new LookupResult.Ambiguous(names)));
            }
        }

        private void ask(String consumerId) {
            long sentAt = timing.now();
            long nanos = Math.max(0, deadline - sentAt);
            KnownService service = discovery.services().find(asked);
            String revision = service == null || service.isEmpty() ? "" : service.revision();
            api.find(new Question(asked, revision), consumerId, nanos, guard.answer(answer -> {
                // Not where a defect has ended it.
                if (lookups.get(name) == this) {
                    onAnswer(answer, sentAt);
                }
            }));
        }

        private void onAnswer(ServiceAnswer answer, long sentAt) {
            Applied applied = discovery.apply(asked, answer, sentAt);
            if (answer instanceof ServiceAnswer.UnknownConsumer && !askedAsNobody) {
                askedAsNobody = true;
                ask("");
                return;
            }
            if (isOvertaken(answer)) {
                start();
                return;
            }
            if (applied == Applied.GONE && asked.equals(name)) {
                spellings.whenListed(guard.action(this::onListed));
                return;
            }
            end(result(applied, answer));
        }

        /** The answer is from before the event that has emptied the service, so whoever waits was told nothing. */
        private boolean isOvertaken(ServiceAnswer answer) {
            KnownService service = discovery.services().find(name);
            return !(answer instanceof ServiceAnswer.Untold)
                    && !listeners.isEmpty()
                    && service != null
                    && service.isEmptiedByEvent()
                    && service.untilBelieved(timing.now()) < deadline - timing.now();
        }

        private LookupResult result(Applied applied, ServiceAnswer answer) {
            showAsked(applied != Applied.UNTOLD);
            return switch (applied) {
                case FOUND -> {
                    if (!asked.equals(name)) {
                        discovery.services().respell(name, asked);
                    }
                    yield FOUND;
                }
                case GONE -> gone(NO_SUCH_SERVICE);
                case UNTOLD -> untold(answer);
            };
        }

        private LookupResult gone(LookupResult settled) {
            showMissing();
            LookupResult absent = absent(name, settled);
            if (absent != BEING_REGISTERED) {
                missing.add(name, settled, timing.now());
            }
            return absent;
        }

        private LookupResult untold(ServiceAnswer answer) {
            KnownService service = discovery.services().find(name);
            if (service != null && service.isVisible()) {
                return FOUND;
            }
            if (service != null && service.hasRemembered()) {
                return fallBack(service);
            }
            if (service == null && spellings.useKnown(name)) {
                return FOUND;
            }
            String cause = answer instanceof ServiceAnswer.Untold(String told)
                    ? told
                    : "the registry no longer knows this service";
            return new LookupResult.Unavailable(cause);
        }
    }
}
