package io.mesher.registry.client.find;

import io.mesher.base.Repeated;
import io.mesher.core.catalog.Instance;
import io.mesher.core.name.ServiceIdentity;
import io.mesher.registry.client.answer.ListedInstance;
import io.mesher.registry.client.answer.ServiceAnswer;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.loop.Timing;
import io.mesher.registry.wire.EventDocument;
import io.mesher.registry.wire.InstanceDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what is heard of services, by answers, events and failed connects, and keeps {@link KnownServices} by it. */
public final class Discovery {
    /** A name that nobody calls any more costs a question at each refresh. */
    static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    /**
     * How long a registry that lost its content is filled again: each instance notices at a heartbeat, at the latest when its
     * lease of 120 s, the default, would have ended.
     */
    public static final Duration DISTRUST = Duration.ofMinutes(2);

    private static final Logger log = LoggerFactory.getLogger(Discovery.class);

    /** Of hundreds of services at once. */
    private static final int LINES_PER_MINUTE = 10;

    private final Timing timing;
    private final Repeated suspicions;
    private final Repeated gone;
    private final KnownServices services;
    private final ToLongFunction<String> requests;
    private final String ownApp;
    private final ServiceName self;
    private final boolean registers;
    private final Listener listener;
    private String consumerId = "";
    /** Since when questions carry it. */
    private long consumerSince;

    /** Whether our own instance is off the registry, or goes. */
    private boolean leaving;

    private boolean distrusting;
    private long distrustUntil;
    /** Likewise, but only for names that it says it doesn't have. */
    private boolean lacking;

    private long lackingUntil;

    /** What others have to do about what was heard. */
    public interface Listener {
        /** An answer lacks most instances of a service: time to see whether the registry still knows us. */
        void onSuspicion();

        /** The registry doesn't know the service in whose name we asked. */
        void onUnknownConsumer();

        /** What is known may be out of date. */
        void onStale();

        /** The registry has named a service of which requests knew nothing. */
        void onAdded();
    }

    /** What came of an answer. */
    enum Applied {
        FOUND,
        GONE,
        UNTOLD
    }

    public Discovery(
            Timing timing,
            KnownServices services,
            ToLongFunction<String> requests,
            ServiceIdentity self,
            Listener listener) {
        this.timing = timing;
        this.suspicions = new Repeated(LINES_PER_MINUTE, timing::now);
        this.gone = new Repeated(LINES_PER_MINUTE, timing::now);
        this.services = services;
        this.requests = requests;
        this.ownApp = self.app();
        this.self = new ServiceName("", self.name());
        this.registers = !self.isUnnamed();
        this.listener = listener;
    }

    KnownServices services() {
        return services;
    }

    /** Our service's id, which questions carry so that the registry sends events; empty for none. */
    String consumerId() {
        return consumerId;
    }

    public void consumer(String newConsumerId) {
        consumerId = newConsumerId;
        consumerSince = timing.now();
    }

    /** A question that was sent before the present registration asked in the name of one that was known to be lost. */
    private boolean isAskedByPresentConsumer(long sentAt) {
        return !consumerId.isEmpty() && sentAt - consumerSince >= 0;
    }

    /** Whether it is our own service, and the registry hasn't taken it yet. */
    boolean isBeingRegistered(ServiceName name) {
        return registers && consumerId.isEmpty() && name.equals(self);
    }

    /** While our own instance isn't to be in the registry, it is no wonder that its answers lack it. */
    public void leaving(boolean off) {
        leaving = off;
    }

    /** The registry has lost what it knew: for a while nothing goes for not being in its answers. */
    public void distrust() {
        distrusting = true;
        distrustUntil = timing.now() + DISTRUST.toNanos();
    }

    /**
     * The registry has only just come, perhaps in the place of another, and others may have to register there yet. Nothing that is
     * known was lost by that, so answers count.
     */
    public void mayLackSome() {
        lacking = true;
        lackingUntil = timing.now() + DISTRUST.toNanos();
    }

    /** Whether the registry is being filled, perhaps again after a loss, so that it doesn't know all that lives. */
    boolean isBeingFilled() {
        long now = timing.now();
        lacking = lacking && now - lackingUntil < 0;
        return lacking || isDistrusted(now);
    }

    private boolean isDistrusted(long now) {
        distrusting = distrusting && now - distrustUntil < 0;
        return distrusting;
    }

    /** @param sentAt when the question was sent; {@link KnownServices#publish} must follow */
    Applied apply(ServiceName name, ServiceAnswer answer, long sentAt) {
        return switch (answer.kind()) {
            case LISTED -> {
                listed(services.add(name), (ServiceAnswer.Listed) answer, sentAt);
                yield Applied.FOUND;
            }
            case UNCHANGED -> services.find(name) == null ? Applied.UNTOLD : Applied.FOUND;
            case NO_SUCH_SERVICE -> missing(name, sentAt);
            case UNKNOWN_CONSUMER -> {
                if (isAskedByPresentConsumer(sentAt)) {
                    listener.onUnknownConsumer();
                }
                yield Applied.UNTOLD;
            }
            case UNTOLD -> Applied.UNTOLD;
        };
    }

    private void listed(KnownService service, ServiceAnswer.Listed answer, long sentAt) {
        if (isStale(service, sentAt)) {
            return;
        }
        long now = timing.now();
        service.answersTo(sentAt);
        if (!service.isVisible()) {
            listener.onAdded();
        }
        boolean suspicious = service.listed(answer, now, isDistrusted(now));
        services.changed();
        if (suspicious) {
            suspect(service);
        }
    }

    private Applied missing(ServiceName name, long sentAt) {
        KnownService service = services.find(name);
        if (service == null) {
            return Applied.GONE;
        }
        if (isStale(service, sentAt)) {
            return Applied.FOUND;
        }
        long now = timing.now();
        service.answersTo(sentAt);
        boolean suspicious = service.missing(now, isDistrusted(now));
        services.changed();
        if (service.isEmpty()) {
            services.remove(name);
            return Applied.GONE;
        }
        if (suspicious) {
            suspect(service);
        }
        return Applied.FOUND;
    }

    private boolean isStale(KnownService service, long sentAt) {
        boolean stale = service.mayBeStale(sentAt);
        if (stale) {
            service.forgetRevision();
            listener.onStale();
        }
        return stale;
    }

    private void suspect(KnownService service) {
        if (leaving && service.name().equals(self)) {
            return;
        }
        long times = suspicions.happened();
        if (times > 0) {
            log.warn(
                    "service {}: the registry's answer lacks most instances; they stay until another answer confirms it or"
                            + " connections to them fail{}",
                    service.name(),
                    Repeated.text(times));
        }
        listener.onSuspicion();
    }

    /** A change that the registry tells of by itself. */
    public void event(EventDocument event) {
        KnownService service = services.find(name(event));
        InstanceDocument instance = event.instance();
        boolean namesNoApp = event.key().appId().isEmpty() && !ownApp.isEmpty();
        if (service == null || !service.isVisible() || namesNoApp) {
            return;
        }
        if (instance == null || instance.instanceId().isEmpty()) {
            listener.onStale();
            return;
        }
        switch (event.action().toUpperCase(Locale.ROOT)) {
            case "CREATE", "UPDATE" ->
                service.put(ListedInstance.of(instance, event.key().version()), timing.now());
            case "DELETE", "EXPIRE" -> service.remove(instance.instanceId(), timing.now());
            default -> {
                listener.onStale();
                return;
            }
        }
        services.changed();
        services.publishSoon();
    }

    /** Of which service an event tells. */
    public ServiceName name(EventDocument event) {
        return ServiceName.of(event.key().appId(), event.key().serviceName(), ownApp);
    }

    /** No connection to it can be made. */
    public void unreachable(ServiceName name, Instance instance) {
        KnownService service = services.find(name);
        if (service != null && service.unreachable(instance)) {
            long times = gone.happened();
            if (times > 0) {
                log.info(
                        "service {}: instance {} is gone: not in the registry, no connection{}",
                        name,
                        instance.id(),
                        Repeated.text(times));
            }
            services.changed();
            services.publish();
        }
    }

    void forgetUnused() {
        long now = timing.now();
        List<ServiceName> unused = new ArrayList<>();
        for (KnownService service : services.all()) {
            if (service.idle(requests.applyAsLong(service.name().name()), now) >= FORGET_AFTER.toNanos()) {
                unused.add(service.name());
            }
        }
        unused.forEach(services::remove);
        services.publish();
    }
}
