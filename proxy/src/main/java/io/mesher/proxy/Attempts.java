package io.mesher.proxy;

import io.mesher.base.retry.Backoff;
import io.mesher.core.balance.Candidate;
import io.mesher.core.balance.Failing;
import io.mesher.core.balance.StickySession;
import io.mesher.core.balance.Tried;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.failure.UpstreamFailure;
import io.mesher.core.telemetry.Direction;
import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.loop.Timer;
import io.mesher.net.pool.ConnectFault;
import io.mesher.net.pool.UpstreamPool.Wanted;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attempt stage: picks an instance, has an {@link Attempt} made there, and decides whether there is another. Only where
 * nobody can have processed the request, or that does no harm; {@link RetryPlan} counts, the budget bounds. One per
 * {@link Exchange}, reused with it.
 */
final class Attempts {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final byte[] DEADLINE = Ascii.bytes("X-Request-Deadline: ");

    private final Exchange exchange;
    private final LoopContext context;
    private final ReplayBuffer replay;
    private final Attempt attempt;
    private final Timer pauseTimer;
    private final Timer totalTimer;
    private final Tried tried = new Tried();
    private final RetryPlan plan = new RetryPlan();

    private @Nullable Target target;
    private @Nullable Treatment treatment;
    private @Nullable Candidate candidate;
    private @Nullable String session;
    /** Why the attempt before the next one failed: the answer when no instance is left. */
    private @Nullable ProxyFailure previous;

    /** Of the present attempt. */
    private long startedAt;

    /** Whether the present attempt's instance was known to be unreachable: nobody better was left. */
    private boolean lastResort;

    private boolean sameAgain;
    private boolean replaced;
    private boolean answeredFailure;
    private long pause;
    /** 0: there is none. */
    private long totalNanos;

    private long deadline;

    Attempts(Exchange exchange, LoopContext context) {
        this.exchange = exchange;
        this.context = context;
        this.replay = new ReplayBuffer(context.replayBudget());
        this.attempt = new Attempt(exchange, this, context, replay);
        this.pauseTimer = context.loop().timer(this::again);
        this.totalTimer = context.loop().timer(this::onTotalTimeout);
    }

    Attempt attempt() {
        return attempt;
    }

    void clear() {
        attempt.clear();
        replay.drop();
        pauseTimer.clear();
        totalTimer.clear();
        leave();
        forgetRoute();
        previous = null;
        session = null;
        replaced = false;
        answeredFailure = false;
        pause = 0;
        totalNanos = 0;
    }

    /** The exchange is used no more. */
    void release() {
        attempt.release();
        pauseTimer.release();
        totalTimer.release();
    }

    /** No further attempt is made: what the present one was chosen by may change. */
    void forgetRoute() {
        target = null;
        treatment = null;
        tried.clear();
    }

    /** The caller is gone, or its request is wrong: whatever is under way ends. */
    void cancel() {
        attempt.cancel();
        clear();
    }

    /** Whether the service answered with a status that counts as a failure. */
    boolean answeredFailure() {
        return answeredFailure;
    }

    // --- picking

    /** @param callerNanos what the caller has left of its time; 0: it didn't say */
    void first(Target newTarget, Treatment newTreatment, long callerNanos) {
        target = newTarget;
        treatment = newTreatment;
        plan.begin(newTreatment.retry());
        // Of any method: an instance may say that it was sent nothing.
        replay.start(exchange.request().hasBody());
        session = exchange.destination().isSticky() ? exchange.facts().cookie(StickySession.COOKIE) : null;
        startTotal(newTreatment.times().total(), callerNanos);
        other();
    }

    private void startTotal(long configured, long callerNanos) {
        totalNanos = callerNanos > 0 && (configured == 0 || callerNanos < configured) ? callerNanos : configured;
        if (totalNanos > 0) {
            deadline = context.loop().now() + totalNanos;
            totalTimer.set(totalNanos);
        }
    }

    private void other() {
        Target from = target();
        Candidate reserved = reserved(from);
        Candidate next = reserved == null ? pick(from) : reserved;
        if (next == null && plan.taken() > 0 && plan.isConfigured()) {
            // As many attempts as were asked for, also where there are fewer instances.
            tried.clear();
            next = pick(from);
        }
        if (next == null) {
            exchange.fail(
                    previous != null
                            ? previous
                            : new InternalFailure.NoInstance(
                                    exchange.destination().service(), from.subset()));
            return;
        }
        tried.add(next);
        start(next, isRepeatable() ? Wanted.ANY : Wanted.CHECKED);
    }

    /** The instance that has authenticated the caller's connection: another one would ask for it again. */
    private @Nullable Candidate reserved(Target from) {
        ReservedInstances known = ReservedInstances.of(exchange.stream());
        if (known == null || plan.taken() > 0) {
            return null;
        }
        for (int i = 0; i < from.list().size(); i++) {
            Candidate candidate = from.list().get(i);
            if (known.has(candidate.instance().endpoint())) {
                return candidate;
            }
        }
        return null;
    }

    private @Nullable Candidate pick(Target from) {
        Explanation explanation = exchange.record().explanation();
        Candidate picked = from.balancer()
                .pick(
                        from.list(),
                        tried,
                        isRepeatable(),
                        session,
                        context.loop().now(),
                        explanation.pick());
        explanation.picked(exchange.record().attempts());
        return picked;
    }

    private void start(Candidate at, Wanted wanted) {
        leave();
        candidate = at;
        startedAt = context.loop().now();
        lastResort = at.isUnreachable();
        at.began();
        answeredFailure = false;
        exchange.record().attempt(at.instance(), exchange.trace().attemptSpan(context.random()), startedAt);
        attempt.start(at.instance().endpoint(), wanted, treatment().times());
    }

    private void leave() {
        Candidate left = candidate;
        if (left != null) {
            candidate = null;
            left.ended();
        }
    }

    /** Whether sending the request twice does no harm, and can be done. */
    private boolean isRepeatable() {
        return exchange.isIdempotent() && replay.canResend();
    }

    // --- what comes of an attempt

    void connectFailed(ConnectFault fault) {
        long now = context.loop().now();
        Candidate at = candidate();
        context.catalog().unreachable(target().service(), at.instance());
        exchange.record().attemptFailed(now, Failing.CONNECT);
        exchange.destination().unreachable(target(), at, fault.cause());
        boolean timedOut = now - startedAt >= treatment().times().connect();
        // One that isn't passed over from now on, such as the local application, could be tried again and again.
        plan.connectFailed(lastResort || timedOut || !at.isUnreachable());
        UpstreamFailure failure =
                new UpstreamFailure.ConnectFailed(at.instance().endpoint(), fault.code(), fault.cause());
        if (!repeat(Failing.CONNECT, isHarmless(failure), failure)) {
            exchange.fail(failure);
        }
    }

    /** There is no room for another request to the instance, which is not its fault: others may have some. */
    void full(String limit) {
        exchange.record().attemptFailed(context.loop().now(), Failing.FULL);
        ProxyFailure failure =
                new InternalFailure.Overload(exchange.destination().service(), limit);
        if (!repeat(Failing.FULL, isHarmless(failure), failure)) {
            exchange.fail(failure);
        }
    }

    /** @param reused whether the connection had stood before: it may have been closed just as it was used */
    void broken(UpstreamFailure.Closed failure, boolean reused) {
        if (reused && !replaced && isHarmless(failure)) {
            replaced = true;
            exchange.record().attemptFailed(context.loop().now(), Failing.RESET);
            holdBody();
            start(candidate(), Wanted.FRESH);
        } else {
            failed(failure, Failing.RESET);
        }
    }

    /** The instance did not process the request, whatever its method: not its fault. */
    void refused(UpstreamFailure failure) {
        exchange.record().attemptFailed(context.loop().now(), Failing.REFUSED);
        if (!repeat(Failing.REFUSED, isHarmless(failure), failure)) {
            exchange.fail(failure);
        }
    }

    /** A limit of Mesher's own: not the instance's fault, and another one's response would be no smaller. */
    void tooLarge() {
        exchange.record().attemptFailed(context.loop().now(), Failing.TOO_LARGE);
    }

    void failed(UpstreamFailure failure, Failing how) {
        long now = context.loop().now();
        exchange.record().attemptFailed(now, how);
        exchange.destination().failed(target(), candidate(), how, now);
        if (!repeat(how, isHarmless(failure), failure)) {
            exchange.fail(failure);
        }
    }

    private boolean isHarmless(ProxyFailure failure) {
        return replay.canResend() && (exchange.isIdempotent() || !failure.mayHaveBeenProcessed());
    }

    /**
     * A response's head has come.
     *
     * @param latencyNanos since the request was sent
     * @return whether it is passed on; else there is another attempt
     */
    boolean responded(ResponseHead head, long latencyNanos) {
        long now = context.loop().now();
        Destination destination = exchange.destination();
        int status = head.status();
        exchange.record().head(now, status);
        candidate().responded(latencyNanos, now);
        if (status >= 502 && status <= 504) {
            destination.failed(target(), candidate(), Failing.STATUS, now);
        } else {
            destination.succeeded(target(), candidate(), now);
        }
        if (status == 502 && isUnsent(head)) {
            exchange.record().attemptFailed(now, Failing.UNSENT);
            if (hasMoreInstances() && repeat(Failing.UNSENT, replay.canResend(), unsent())) {
                return false;
            }
            exchange.record().head(now, status);
        }
        if (!destination.isFailure(status)) {
            return true;
        }
        answeredFailure = true;
        if (!plan.isConfigured() || !repeat(Failing.STATUS, isRepeatable(), null)) {
            return true;
        }
        exchange.record().repeats(now);
        return false;
    }

    /** Else the answer that came says more than one that there is no instance. */
    private boolean hasMoreInstances() {
        return target().list().size() > exchange.record().attempts();
    }

    private UpstreamFailure unsent() {
        return new UpstreamFailure.ConnectFailed(
                candidate().instance().endpoint(), ConnectFault.CODE, Failing.UNSENT.text());
    }

    /**
     * Whether the called side's Mesher says that it sent nothing to the application. It names us as the caller, which the application
     * can't, since Meshers drop that field from what applications answer.
     */
    private boolean isUnsent(ResponseHead head) {
        int field = head.fields().find(FieldName.X_MESHER_UNSENT);
        return field >= 0
                && exchange.direction() == Direction.OUTGOING
                && head.fields().value(field).equals(context.settings().pseudonym() + Unsent.OUTGOING);
    }

    /** The instance has switched protocols: it is well. */
    void switched(long latencyNanos) {
        long now = context.loop().now();
        exchange.record().head(now, SWITCHING_PROTOCOLS);
        candidate().responded(latencyNanos, now);
        exchange.destination().succeeded(target(), candidate(), now);
        totalTimer.clear();
    }

    /** The response broke off, or stopped, after its head. */
    void truncated(Failing how) {
        long now = context.loop().now();
        exchange.record().attemptFailed(now, how);
        exchange.destination().failed(target(), candidate(), how, now);
    }

    /** Lines of ours in the request of one attempt. The route's edits come last: they see all others. */
    void addRequestLines(RequestHead head, AddedFields lines) {
        if (totalNanos > 0) {
            lines.begin(DEADLINE).append((int) remainingMillis()).end();
        }
        exchange.appendTrace(lines);
        FieldEdits edits = treatment().request();
        if (edits != null) {
            edits.apply(head.fields(), lines);
        }
    }

    /** Lines of ours in the response, the route's edits last. */
    void addResponseLines(ResponseHead head, AddedFields lines) {
        Candidate at = candidate;
        if (at != null && exchange.destination().isSticky()) {
            StickyCookie.add(
                    lines, at, exchange.destination().policy().balance().sessionTimeout(), context.epochSeconds());
        }
        FieldEdits edits = treatment == null ? null : treatment.response();
        if (edits != null) {
            edits.apply(head.fields(), lines);
        }
    }

    // --- another one

    private boolean repeat(Failing how, boolean harmless, @Nullable ProxyFailure failure) {
        RetryPlan.Step step = plan.next(how, harmless);
        if (step == RetryPlan.Step.GIVE_UP || !takeRetry(how)) {
            return false;
        }
        attempt.cancel();
        holdBody();
        previous = failure;
        sameAgain = step == RetryPlan.Step.SAME_INSTANCE;
        pauseOrGoOn(how);
        return true;
    }

    /** What was sent nowhere costs nobody anything. */
    private boolean takeRetry(Failing how) {
        return how == Failing.FULL
                || how == Failing.CONNECT
                || exchange.destination().takeRetry();
    }

    private void pauseOrGoOn(Failing how) {
        if (how == Failing.FULL) {
            again();
            return;
        }
        pause = Backoff.nanos(plan.policy().backoff(), plan.taken(), pause, context.random());
        if (pause == 0) {
            again();
        } else {
            pauseTimer.set(pause);
        }
    }

    /** The body waits for the next attempt, which is given what was sent so far from the buffer. */
    private void holdBody() {
        if (exchange.state() == ExchangeState.WAITING && !exchange.isRequestComplete()) {
            exchange.requestBodyWanted(false);
        }
        exchange.state(ExchangeState.CONNECTING);
    }

    private void again() {
        if (sameAgain) {
            start(candidate(), isRepeatable() ? Wanted.ANY : Wanted.CHECKED);
        } else {
            other();
        }
    }

    // --- the total time

    /** What is left of it, rounded down; 0: there is no limit, or nothing is left. */
    private long remainingMillis() {
        return totalNanos == 0 ? 0 : Math.max(0, (deadline - context.loop().now()) / 1_000_000);
    }

    private void onTotalTimeout() {
        boolean sent = attempt.isUnderWay();
        attempt.cancel();
        pauseTimer.clear();
        exchange.fail(new InternalFailure.OutOfTime(exchange.destination().service(), totalNanos / 1_000_000, sent));
    }

    private Target target() {
        return Objects.requireNonNull(target);
    }

    private Treatment treatment() {
        return Objects.requireNonNull(treatment);
    }

    private Candidate candidate() {
        return Objects.requireNonNull(candidate);
    }
}
