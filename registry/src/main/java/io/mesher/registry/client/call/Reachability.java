package io.mesher.registry.client.call;

import io.mesher.base.Repeated;
import io.mesher.core.catalog.Endpoint;
import io.mesher.net.client.CallFailure;
import io.mesher.net.client.CallListener;
import io.mesher.net.client.CallRequest;
import io.mesher.net.client.CallResponse;
import io.mesher.net.client.Caller;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps track of which addresses answer: tells each change once, and asks those that failed whether they are back, since no
 * call may go there otherwise.
 */
public final class Reachability {
    static final Duration PROBE_INTERVAL = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(Reachability.class);
    /** An address of which every second call fails would be reported as often as it is called. */
    private static final int LINES_PER_MINUTE = 4;

    private static final byte[] NO_BODY = {};

    private final Timing timing;
    private final Repeated failures;
    private final Repeated recoveries;
    private final Caller caller;
    private final AddressPool pool;
    private final String probeTarget;
    private final String fields;
    private final Duration timeout;
    private final Runnable onReachable;
    /** Calls that are under way must not miss their answer for what others do about it. */
    private final DefectGuard guard;

    private final Alarm probeTimer;
    private boolean closed;
    private volatile AskedAddress asked;

    /**
     * Which address is asked at present.
     *
     * @param staleSince since when none answers, in milliseconds since 1970; 0: one does
     */
    public record AskedAddress(Endpoint address, long staleSince) {}

    /** @param onReachable called when an address answers after none did */
    public Reachability(
            Timing timing,
            Caller caller,
            AddressPool pool,
            String project,
            String fields,
            Duration timeout,
            Runnable onReachable) {
        this.timing = timing;
        this.failures = new Repeated(LINES_PER_MINUTE, timing::now);
        this.recoveries = new Repeated(LINES_PER_MINUTE, timing::now);
        this.caller = caller;
        this.pool = pool;
        this.probeTarget = "/v4/" + project + "/registry/health/readiness";
        this.fields = fields;
        this.timeout = timeout;
        this.onReachable = onReachable;
        this.guard = DefectGuard.reporting(timing);
        this.asked = new AskedAddress(pool.preferred(), 0);
        this.probeTimer = timing.timer(this::probe);
    }

    /** Any thread. */
    public AskedAddress asked() {
        return asked;
    }

    private void show() {
        long since = asked.staleSince();
        long staleSince = since == 0 ? timing.epochMillis() : since;
        asked = new AskedAddress(pool.preferred(), pool.anyUp() ? 0 : staleSince);
    }

    AddressPool pool() {
        return pool;
    }

    void failed(Endpoint address, String cause) {
        if (!pool.failed(address)) {
            return;
        }
        show();
        long times = failures.happened();
        if (times > 0 && pool.anyUp()) {
            log.warn(
                    "registry at {}: {}; continuing with {}{}", address, cause, pool.preferred(), Repeated.text(times));
        } else if (times > 0) {
            log.warn(
                    "registry at {}: {}; no address answers, so the services last known stay in use{}",
                    address,
                    cause,
                    Repeated.text(times));
        }
        if (!closed && !probeTimer.isSet()) {
            probeTimer.set(PROBE_INTERVAL.toNanos());
        }
    }

    void answered(Endpoint address) {
        boolean anyWasUp = pool.anyUp();
        if (!pool.answered(address)) {
            return;
        }
        show();
        long times = recoveries.happened();
        if (times > 0) {
            log.info("registry at {} answers again{}", address, Repeated.text(times));
        }
        if (!anyWasUp && !closed) {
            guard.run(onReachable);
        }
    }

    public void close() {
        closed = true;
        probeTimer.release();
    }

    private void probe() {
        if (!pool.down().isEmpty()) {
            probeTimer.set(PROBE_INTERVAL.toNanos());
        }
        for (Endpoint address : pool.down()) {
            CallRequest request =
                    new CallRequest(address.host(), address.port(), "GET", probeTarget, fields, NO_BODY, timeout);
            guard.run(() -> caller.call(request, new Probe(address)));
        }
    }

    private final class Probe implements CallListener {
        private final Endpoint address;

        Probe(Endpoint address) {
            this.address = address;
        }

        @Override
        public void onResponse(CallResponse response) {
            if (isAlive(response.status())) {
                answered(address);
            }
        }

        @Override
        public void onFailure(CallFailure failure) {
            // Told already.
        }

        /** Older registries have no such path (404), others want a log-in for it. */
        private static boolean isAlive(int status) {
            return status < 300 || status == 401 || status == 403 || status == 404 || status == 405;
        }
    }
}
