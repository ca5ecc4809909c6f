package io.mesher.core.telemetry.explain;

import io.mesher.core.balance.Failing;
import io.mesher.core.balance.PickNotes;
import io.mesher.core.catalog.Instance;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a request met on its way, and so why it went where it went. Of those that are kept: made when it has ended, or when it meets
 * more than the usual. Reused, of one event loop; a {@link #copy} is its taker's. Only refers to what is there anyway: no text is
 * made before somebody reads.
 */
public final class Decision {
    /** Of more attempts the later ones stand in the place of the last. */
    public static final int MAX_ATTEMPTS = 8;

    private RequestNote request = new RequestNote();
    private RoutingNote routing = new RoutingNote();
    private EndNote end = new EndNote();
    private AttemptNote[] attempts = {new AttemptNote()};
    private int noted;

    Decision() {}

    void forget() {
        request.forget();
        routing.forget();
        end.forget();
        for (AttemptNote each : attempts) {
            each.forget();
        }
        noted = 0;
    }

    public RequestNote request() {
        return request;
    }

    public RoutingNote routing() {
        return routing;
    }

    public EndNote end() {
        return end;
    }

    /**
     * Where a pick is noted.
     *
     * @param before how many attempts there were already
     */
    public PickNotes pick(int before) {
        return at(before).pick();
    }

    /** Takes {@code notes} of a pick over, and gives others in their place, whatever they say. */
    PickNotes pick(int before, PickNotes notes) {
        return at(before).pick(notes);
    }

    /**
     * An attempt was made. Times are nanoseconds since the request's start, negative where it didn't come so far.
     *
     * @param place from 0 on
     */
    public void attempt(int place, Instance at, long start, long sent, long ended, boolean reused) {
        at(place).made(at, start, sent, ended, reused);
    }

    /** How the attempt ended: the status of the response, or 0, and in which way it failed, or null. */
    public void outcome(int place, int status, @Nullable Failing how) {
        at(place).outcome(status, how);
    }

    private AttemptNote at(int wanted) {
        int place = Math.min(wanted, MAX_ATTEMPTS - 1);
        if (place >= attempts.length) {
            int old = attempts.length;
            attempts = Arrays.copyOf(attempts, Math.min(MAX_ATTEMPTS, Math.max(place + 1, 2 * old)));
            for (int i = old; i < attempts.length; i++) {
                attempts[i] = new AttemptNote();
            }
        }
        noted = Math.max(noted, place + 1);
        return attempts[place];
    }

    /** How many attempts are noted; the last may be a pick that found nobody. */
    public int attempts() {
        return noted;
    }

    public AttemptNote attempt(int i) {
        return attempts[i];
    }

    /** One that stays as it is. */
    public Decision copy() {
        Decision copy = new Decision();
        copy.request = request.copy();
        copy.routing = routing.copy();
        copy.end = end.copy();
        copy.attempts = new AttemptNote[noted];
        for (int i = 0; i < noted; i++) {
            copy.attempts[i] = attempts[i].copy();
        }
        copy.noted = noted;
        return copy;
    }
}
