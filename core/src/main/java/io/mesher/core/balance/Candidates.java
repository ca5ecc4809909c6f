package io.mesher.core.balance;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.config.EjectionPolicy;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one service, with what is known of each from its requests, and who of them is passed over. One for all event
 * loops.
 */
public final class Candidates {
    /** By endpoint: an instance whose tags or id change stays the same, and what failed there failed once. */
    private final Map<Endpoint, Candidate> candidates = new ConcurrentHashMap<>();

    private final AtomicInteger ejected = new AtomicInteger();
    private final AtomicInteger unhealthy = new AtomicInteger();
    private final AtomicInteger unreachable = new AtomicInteger();
    private final AtomicLong ejections = new AtomicLong();

    public Candidates() {}

    /** The same for the same instance, as long as it is {@linkplain #retain there}. */
    public Candidate of(Instance instance) {
        Endpoint endpoint = instance.endpoint();
        Candidate candidate = candidates.get(endpoint);
        if (candidate == null || candidate.standing().kind() == Standing.Kind.GONE) {
            candidate = added(endpoint, candidate, new Candidate(instance));
        }
        candidate.instance(instance);
        return candidate;
    }

    /** What is known of it, or one of whom nothing is known, which isn't kept. */
    Candidate look(Instance instance) {
        Candidate candidate = candidates.get(instance.endpoint());
        return candidate == null ? new Candidate(instance) : candidate;
    }

    /** How it stands at present, as one that no request has met where nothing is known. For who only looks. */
    public CandidateStatus status(Instance instance, long now) {
        Candidate candidate = candidates.get(instance.endpoint());
        return candidate == null ? CandidateStatus.UNMET : candidate.status(now);
    }

    /** @param gone what another loop, whose catalog is older, is about to remove */
    private Candidate added(Endpoint endpoint, @Nullable Candidate gone, Candidate fresh) {
        if (gone != null) {
            candidates.remove(endpoint, gone);
        }
        Candidate other = candidates.putIfAbsent(endpoint, fresh);
        return other == null ? fresh : other;
    }

    /** Forgets instances that are no more. */
    public void retain(List<Instance> present, long now) {
        if (candidates.isEmpty()) {
            return;
        }
        Set<Endpoint> endpoints = HashSet.newHashSet(present.size());
        for (Instance instance : present) {
            endpoints.add(instance.endpoint());
        }
        candidates.entrySet().removeIf(entry -> {
            boolean gone = !endpoints.contains(entry.getKey());
            if (gone) {
                forget(entry.getValue());
            }
            return gone;
        });
    }

    private void forget(Candidate candidate) {
        Standing present = candidate.standing();
        while (present.kind() != Standing.Kind.GONE && !change(candidate, present, present.gone())) {
            present = candidate.standing();
        }
    }

    /** Whom requests have met. One that is gone stays until a request comes that another one can take. */
    public Collection<Candidate> all() {
        return candidates.values();
    }

    /** Whether nobody is passed over: three reads. */
    boolean allWell() {
        return ejected.get() == 0 && unhealthy.get() == 0 && unreachable.get() == 0;
    }

    /** How often an instance was ejected so far, those among them that had only just been tried again. */
    public long ejections() {
        return ejections.get();
    }

    int ejected() {
        return ejected.get();
    }

    int unhealthy() {
        return unhealthy.get();
    }

    int unreachable() {
        return unreachable.get();
    }

    /**
     * The instance answered well.
     *
     * @return whether it is back by this, having been ejected or unreachable
     */
    public boolean succeeded(Candidate candidate, EjectionPolicy policy, long now) {
        candidate.succeeded();
        Standing present = candidate.standing();
        if (present.isUnreachable()) {
            return reached(candidate);
        }
        return (present.mayComeBack(now) || !policy.enabled()) && release(candidate, now);
    }

    /**
     * It didn't: it may be ejected.
     *
     * @return whether it is, by this, perhaps once more
     */
    public boolean failed(Candidate candidate, Failing how, EjectionPolicy policy, long now) {
        int inRow = candidate.failed();
        if (!policy.enabled()) {
            // A loop that didn't know yet may have ejected it after releaseAll.
            release(candidate, now);
            return false;
        }
        Standing present = candidate.standing();
        while (present.kind() == Standing.Kind.PROBING) {
            if (candidate.change(present, present.eject(policy, words(inRow, how), now))) {
                ejections.incrementAndGet();
                return true;
            }
            present = candidate.standing();
        }
        if (present.kind() != Standing.Kind.AVAILABLE || inRow < policy.consecutiveFailures() || !takePlace(policy)) {
            return false;
        }
        if (!candidate.change(present, present.eject(policy, words(inRow, how), now))) {
            ejected.decrementAndGet();
            return false;
        }
        ejections.incrementAndGet();
        return true;
    }

    private static String words(int inRow, Failing how) {
        return (inRow == 1 ? "a failure: " : inRow + " failures in a row, the last: ") + how.text();
    }

    /** One of the places that there are for ejected ones. Of those that can be reached and are healthy the last is never ejected. */
    private boolean takePlace(EjectionPolicy policy) {
        int healthy = candidates.size() - unhealthy.get() - unreachable.get();
        int max = Math.min(healthy - 1, healthy * policy.maxPercent() / 100);
        while (true) {
            int present = ejected.get();
            if (present >= max) {
                return false;
            }
            if (ejected.compareAndSet(present, present + 1)) {
                return true;
            }
        }
    }

    /** Nobody is passed over for failures any more: ejection was switched off. */
    public void releaseAll(long now) {
        for (Candidate candidate : candidates.values()) {
            release(candidate, now);
        }
    }

    private boolean release(Candidate candidate, long now) {
        Standing present = candidate.standing();
        while (present.isEjected()) {
            // Before it is back: an old count would eject it at once.
            candidate.succeeded();
            if (change(candidate, present, present.back(now))) {
                return true;
            }
            present = candidate.standing();
        }
        return false;
    }

    /**
     * No connection to it can be had: it is passed over until it is {@link #reached}. That replaces an ejection, and is no
     * failure, since nothing was sent. The health check's word stands. The caller must see to it that {@link #reached} is called.
     *
     * @param why for people
     * @return whether it is passed over by this
     */
    public boolean unreachable(Candidate candidate, String why) {
        Standing present = candidate.standing();
        while (present.kind() == Standing.Kind.AVAILABLE || present.isEjected()) {
            if (change(candidate, present, present.unreachable(why))) {
                return true;
            }
            present = candidate.standing();
        }
        return false;
    }

    /**
     * There is a connection to it, or nobody knows any more that there is none.
     *
     * @return whether it is back by this
     */
    public boolean reached(Candidate candidate) {
        Standing present = candidate.standing();
        while (present.isUnreachable()) {
            // Before it is back: an old count would eject it at once.
            candidate.succeeded();
            if (change(candidate, present, present.healthy())) {
                return true;
            }
            present = candidate.standing();
        }
        return false;
    }

    /**
     * The health check's word, which replaces an ejection: what is unhealthy takes no place of ejected ones, and is given another
     * chance by the check alone. An instance that is no more is left as it is.
     *
     * @param why it isn't well; for people
     */
    public void health(Candidate candidate, boolean well, String why) {
        Standing present = candidate.standing();
        while (present.kind() != Standing.Kind.GONE && (!well || present.isUnhealthy())) {
            if (well) {
                candidate.succeeded();
            }
            if (change(candidate, present, well ? present.healthy() : present.unhealthy(why))) {
                return;
            }
            present = candidate.standing();
        }
    }

    /**
     * Counts up before the change and down after it, so that no count is ever below what it counts. Not for an ejection, which
     * takes its place before.
     */
    private boolean change(Candidate candidate, Standing from, Standing to) {
        AtomicInteger more = count(to);
        if (more != null) {
            more.incrementAndGet();
        }
        boolean changed = candidate.change(from, to);
        AtomicInteger less = count(changed ? from : to);
        if (less != null) {
            less.decrementAndGet();
        }
        return changed;
    }

    /** Of those that are passed over for the same reason; null: it isn't. */
    private @Nullable AtomicInteger count(Standing of) {
        return switch (of.kind()) {
            case EJECTED, PROBING -> ejected;
            case UNHEALTHY -> unhealthy;
            case UNREACHABLE -> unreachable;
            case AVAILABLE, GONE -> null;
        };
    }
}
