package io.mesher.proxy;

import io.mesher.core.balance.Failing;
import io.mesher.core.catalog.Instance;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.telemetry.TimeSplit;
import io.mesher.core.telemetry.TimeSplit.Part;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of a request while it is under way: its times, its attempts, its end. Times are nanoseconds of the loop's
 * clock; one that didn't come is 0. Reused from request to request; event loop only.
 */
public final class ExchangeRecord {
    /** Of more attempts the later ones stand in the place of the last. */
    public static final int MAX_NOTED = 8;

    private static final int[] NONE = {};
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int SWITCHING_PROTOCOLS = 101;

    private long start;
    private final TimeSplit times = new TimeSplit();
    private boolean uploading;
    private boolean sentAny;
    private long sent;
    private long head;
    private long end;
    private AttemptRecord[] noted = {new AttemptRecord()};
    private int attempts;
    /** By {@link Failing}; made with the first retry. */
    private int[] repeated = NONE;

    private int status;
    private long requestBytes;
    private long responseBytes;
    private @Nullable ProxyFailure failure;
    private String reason = "";
    private String source = "";
    private final Explanation explanation = new Explanation();

    ExchangeRecord() {}

    /** @param self who calls, where it is our own application; else empty until it is known */
    void begin(long now, String self) {
        start = now;
        times.begin(now);
        uploading = false;
        sentAny = false;
        sent = 0;
        head = 0;
        end = 0;
        if (attempts > 1) {
            Arrays.fill(repeated, 0);
        }
        attempts = 0;
        status = 0;
        requestBytes = 0;
        responseBytes = 0;
        failure = null;
        reason = "";
        source = self;
    }

    /** When the request's head was there; of one that couldn't be read: when its first byte was. */
    public long start() {
        return start;
    }

    /** Where the time went, all of it when the request has ended. */
    public TimeSplit times() {
        return times;
    }

    public long end() {
        return end;
    }

    /** Whether an instance may have got a byte of the request, in any attempt. */
    boolean isSent() {
        return sentAny;
    }

    /** From the head to the end. */
    public long duration() {
        return end - start;
    }

    /** What statistics take for it: of a tunnel the time until it stood, since its life says nothing of who is called. */
    public long counted() {
        return status == SWITCHING_PROTOCOLS && head != 0 ? head - start : duration();
    }

    /** Times that an instance was tried. */
    public int attempts() {
        return attempts;
    }

    /** What is counted as the answer: the status, or 499 where the caller went away before. */
    public int status() {
        return status;
    }

    /** Of the body. */
    public long requestBytes() {
        return requestBytes;
    }

    /** Of the body, as it came from the instance; of Mesher's own answer where that was sent in its place. */
    public long responseBytes() {
        return responseBytes;
    }

    /** How many attempts were repeated since they had failed so, those among them that aren't noted. */
    public int repeated(Failing how) {
        return repeated.length == 0 ? 0 : repeated[how.ordinal()];
    }

    /** How many of the attempts are noted. */
    public int noted() {
        return Math.min(attempts, MAX_NOTED);
    }

    /** One of those. */
    public AttemptRecord attempt(int i) {
        return noted[i];
    }

    /** The instance tried last. */
    public @Nullable Instance instance() {
        return attempts == 0 ? null : last().instance();
    }

    private AttemptRecord last() {
        return noted[noted() - 1];
    }

    /** Why there was no response, or a cut one; null where there was. */
    public @Nullable ProxyFailure failure() {
        return failure;
    }

    /**
     * The code of Mesher's own answer, as {@code docs/answers.md} lists them, or why the response broke off; empty where all of
     * the instance's was passed on.
     */
    public String reason() {
        return reason;
    }

    /** Whether Mesher answered in the instance's place, or the answer says that it can't. */
    public boolean isFailure() {
        return !reason.isEmpty() || status >= FIRST_SERVER_ERROR;
    }

    /** Who calls: our own service's name, or what the caller says in {@code x-cse-context}; empty: it doesn't say. */
    public String source() {
        return source;
    }

    /** Why the request goes where it goes. */
    public Explanation explanation() {
        return explanation;
    }

    void source(String name) {
        source = name;
    }

    /** Until now the caller sent what can't be read. */
    void refused(long now) {
        times.turnTo(Part.UPLOAD, start);
        times.turnTo(Part.OWN, now);
    }

    void looksUp(long now) {
        times.turnTo(Part.LOOKUP, now);
    }

    void lookedUp(long now) {
        times.turnTo(Part.OWN, now);
    }

    /** The request has a body, of which not all is there. */
    void uploading() {
        uploading = true;
    }

    void uploaded(long now) {
        uploading = false;
        if (times.present() == Part.UPLOAD) {
            times.turnTo(Part.UPSTREAM, now);
        }
    }

    void attempt(Instance at, long span, long now) {
        if (attempts > 0) {
            repeat(last().failing());
        }
        attempts++;
        int place = noted() - 1;
        if (place == noted.length) {
            noted = Arrays.copyOf(noted, Math.min(MAX_NOTED, 2 * noted.length));
            for (int i = place; i < noted.length; i++) {
                noted[i] = new AttemptRecord();
            }
        }
        noted[place].begin(at, span, now);
        times.turnTo(Part.WAIT, now);
        sent = 0;
        head = 0;
    }

    /** @param how null where the status was the failure */
    private void repeat(@Nullable Failing how) {
        if (repeated.length == 0) {
            repeated = new int[Failing.values().length];
        }
        repeated[(how == null ? Failing.STATUS : how).ordinal()]++;
    }

    /**
     * @param turn the loop's clock
     * @param now read again: the loop's stands still while the filters run
     */
    void sent(long turn, long now, boolean reused) {
        times.turnTo(Part.OWN, turn);
        times.turnTo(uploading ? Part.UPLOAD : Part.UPSTREAM, now);
        sent = now;
        sentAny = true;
        last().sent(sent, reused);
    }

    void head(long now, int answer) {
        times.turnTo(Part.DOWNLOAD, now);
        head = now;
        last().answered(now, answer);
    }

    /** The response isn't passed on: there is another attempt, or will be. */
    void repeats(long now) {
        times.turnTo(Part.WAIT, now);
    }

    void attemptFailed(long now, Failing how) {
        times.turnTo(Part.WAIT, now);
        last().failed(now, how);
    }

    void requestBytes(int more) {
        requestBytes += more;
    }

    void responseBytes(int more) {
        responseBytes += more;
    }

    void failed(ProxyFailure cause, String code) {
        failure = cause;
        reason = code;
    }

    /** The clocks as for {@link #sent}. */
    void ended(int counted, long turn, long now) {
        status = counted;
        end = now;
        times.turnTo(Part.OWN, turn);
        times.turnTo(Part.OWN, now);
    }

    /** Instances that are gone must not be kept by connections that are idle. */
    void forget() {
        for (int i = 0; i < noted(); i++) {
            noted[i].forget();
        }
        explanation.clear();
        failure = null;
    }
}
