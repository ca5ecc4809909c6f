package io.mesher.registry.client.find;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LeftOut;
import io.mesher.core.catalog.Microservice;
import io.mesher.registry.client.answer.BoundedProperties;
import io.mesher.registry.client.answer.ListedInstance;
import io.mesher.registry.client.answer.ServiceAnswer.Listed;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.answer.Sharing;
import io.mesher.registry.client.find.InstanceFilter.Judgement;
import io.mesher.registry.client.find.InstanceFilter.Reason;
import io.mesher.registry.client.find.OnePerEndpoint.Replaced;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of one service, from the registry's answers and events and from the file of an earlier run. */
public final class KnownService {
    // Not by Comparator.comparing: what that makes is serializable, which no start-up cache holds.
    static final Comparator<Instance> BY_ID = (a, b) -> a.id().compareTo(b.id());

    /** A registry answers from a cache that lags behind its events; 10 to 60 ms were measured. */
    private static final long EVENT_LEAD_NANOS = 200_000_000;

    /** An event brings one instance, for which not all of ten thousand are gone through. */
    private static final int MAX_SHARED_WITH = 64;

    private static final Logger log = LoggerFactory.getLogger(KnownService.class);

    private final ServiceName name;
    private final @Nullable String tlsName;
    private final ShrinkGuard guard;
    private boolean toldOfCut;
    private final Set<Reason> told = EnumSet.noneOf(Reason.class);
    private Microservice published;
    private LeftOut leftOut = LeftOut.NONE;
    /** Instances at an endpoint where a newer one counts. */
    private List<Replaced> replaced = List.of();

    private List<Instance> remembered = List.of();
    private boolean visible;
    private boolean confirmed;
    private String revision = "";
    private boolean hadEvent;
    private long eventAt;
    private boolean emptiedByEvent;
    /** When the question was sent whose answer counts. */
    private long answeredTo;

    private long askedAt;
    private long requests;
    private long usedAt;

    /** @param tlsName what the certificates of its instances must say; null if it can't be called by TLS */
    KnownService(ServiceName name, @Nullable String tlsName, long guardNanos, long now) {
        this.name = name;
        this.tlsName = tlsName;
        this.guard = new ShrinkGuard(guardNanos);
        this.published = new Microservice(name.app(), name.name(), List.of());
        this.askedAt = now;
        this.usedAt = now;
    }

    ServiceName name() {
        return name;
    }

    Microservice published() {
        return published;
    }

    /** Whether requests see it. What only the file tells they don't, as long as the registry may tell better. */
    boolean isVisible() {
        return visible;
    }

    boolean isEmpty() {
        return published.instances().isEmpty();
    }

    /** What an answer gave of which we have all; empty when the next answer should be whole. */
    String revision() {
        return guard.isKeeping() ? "" : revision;
    }

    void forgetRevision() {
        revision = "";
    }

    /** Whether requests see this instance, at this endpoint. */
    boolean has(Instance instance) {
        int at = Collections.binarySearch(published.instances(), instance, BY_ID);
        return at >= 0 && published.instances().get(at).endpoint().equals(instance.endpoint());
    }

    // --- the file of an earlier run

    public void remember(List<Instance> instances) {
        remembered = sorted(instances);
    }

    boolean hasRemembered() {
        return !remembered.isEmpty();
    }

    /** For the file: what requests see, else what stood in it. */
    List<Instance> lastKnown() {
        return visible ? published.instances() : remembered;
    }

    /** The registry can't tell, so what the file says counts. */
    void fallBack() {
        if (!visible) {
            replace(remembered);
        }
    }

    // --- answers

    /** Whether an answer to a question of that time may be older than an event or an answer that we had. */
    boolean mayBeStale(long sentAt) {
        return (hadEvent && sentAt - eventAt < EVENT_LEAD_NANOS) || (confirmed && sentAt - answeredTo < 0);
    }

    /** Nanoseconds until a question gets an answer that isn't older than the last event; 0 or less: now. */
    long untilBelieved(long now) {
        return hadEvent ? EVENT_LEAD_NANOS - (now - eventAt) : 0;
    }

    /** Whether an event took the last instance, and the registry wasn't asked since whether there is another. */
    boolean isEmptiedByEvent() {
        return emptiedByEvent && isEmpty();
    }

    /** The answer that is given next was asked for then. */
    void answersTo(long sentAt) {
        answeredTo = sentAt;
    }

    /** @return whether the guard now keeps what it didn't before */
    boolean listed(Listed answer, long now, boolean distrusted) {
        List<Instance> usable = new ArrayList<>();
        List<ListedInstance> unusable = new ArrayList<>();
        Sharing sharing = Sharing.with(published.instances(), Integer.MAX_VALUE);
        for (ListedInstance listed : answer.instances()) {
            Instance instance = usable(listed, sharing);
            if (instance == null) {
                unusable.add(listed);
            } else {
                usable.add(instance);
            }
        }
        asked(now);
        revision = answer.revision();
        leftOut = LeftOutReasons.of(unusable, tlsName);
        Set<String> ids = new HashSet<>();
        unusable.forEach(listed -> ids.add(listed.id()));
        return settle(sorted(usable), ids, now, distrusted);
    }

    /** The registry says that there is no such service: believed when nothing is left, see {@link #isEmpty}. */
    boolean missing(long now, boolean distrusted) {
        asked(now);
        revision = "";
        leftOut = LeftOut.NONE;
        return settle(List.of(), Set.of(), now, distrusted);
    }

    private boolean settle(List<Instance> usable, Set<String> unusable, long now, boolean distrusted) {
        boolean keptBefore = guard.isKeeping();
        boolean overFile = !confirmed && !usable.isEmpty() && !distrusted;
        confirmed = true;
        replace(overFile ? usable : guard.decide(lastKnown(), usable, unusable, now, distrusted));
        remembered = List.of();
        return guard.isKeeping() && !keptBefore;
    }

    // --- events

    void put(ListedInstance listed, long now) {
        Instance instance = usable(listed, Sharing.with(published.instances(), MAX_SHARED_WITH));
        remove(listed.id(), now);
        if (instance != null) {
            List<Instance> with = known();
            with.add(instance);
            replace(sorted(with));
        } else if (!listed.id().isEmpty()) {
            leftOut = leftOut.with(LeftOutReasons.one(listed, tlsName));
            replace(published.instances());
        }
    }

    void remove(String id, long now) {
        hadEvent = true;
        eventAt = now;
        // The registry is further than the revision that we have.
        revision = "";
        boolean had = !isEmpty();
        leftOut = leftOut.without(id);
        drop(id);
        emptiedByEvent |= had && isEmpty();
    }

    /** @return whether it was only the guard that kept it, so that it goes */
    boolean unreachable(Instance instance) {
        if (!guard.keeps(instance.id())) {
            return false;
        }
        drop(instance.id());
        return true;
    }

    private void drop(String id) {
        guard.forget(id);
        List<Instance> without = known();
        if (without.removeIf(instance -> instance.id().equals(id))) {
            replace(sorted(without));
        } else {
            replace(published.instances());
        }
    }

    /** Those that count, and those that would if these went. */
    private List<Instance> known() {
        List<Instance> all = new ArrayList<>(published.instances());
        for (Replaced each : replaced) {
            all.add(each.instance());
        }
        return all;
    }

    // --- use

    void asked(long now) {
        askedAt = now;
        emptiedByEvent = false;
    }

    /** When the registry was last asked for it by itself or answered. */
    long askedAt() {
        return askedAt;
    }

    void used(long now) {
        usedAt = now;
    }

    /** @return nanoseconds since it was last used */
    long idle(long requestsNow, long now) {
        if (requestsNow != requests) {
            requests = requestsNow;
            usedAt = now;
        }
        return now - usedAt;
    }

    // --- parts

    private void replace(List<Instance> instances) {
        visible = true;
        emptiedByEvent &= instances.isEmpty();
        if (instances != published.instances()) {
            OnePerEndpoint counting = OnePerEndpoint.of(instances);
            for (Replaced before : replaced) {
                leftOut = leftOut.without(before.instance().id());
            }
            replaced = counting.replaced();
            for (Replaced each : replaced) {
                leftOut = leftOut.with(each.leftOut());
            }
            if (!counting.instances().equals(published.instances())) {
                published = new Microservice(name.app(), name.name(), counting.instances());
            }
        }
        if (!leftOut.equals(published.leftOut())) {
            published = published.with(leftOut);
        }
    }

    /** The instance that we have, where it is the same: a thousand answers then cost no more memory than one. */
    private @Nullable Instance usable(ListedInstance listed, Sharing sharing) {
        Judgement verdict = InstanceFilter.judge(listed, tlsName);
        if (verdict instanceof Judgement.Usable(Instance instance)) {
            int at = Collections.binarySearch(published.instances(), instance, BY_ID);
            if (at >= 0 && published.instances().get(at).equals(instance)) {
                return published.instances().get(at);
            }
            tellIfCut(listed);
            return sharing.instance(instance);
        }
        if (verdict instanceof Judgement.NotUsable(Reason reason)
                && !reason.text().isEmpty()
                && told.add(reason)) {
            log.warn("service {}: instance {} gets no requests: {}", name, listed.id(), reason.text());
        }
        return null;
    }

    private void tellIfCut(ListedInstance listed) {
        if (listed.cut() && !toldOfCut) {
            toldOfCut = true;
            log.warn(
                    "service {}: instance {} has more than {} properties or {} characters of them; the rest is left out,"
                            + " so rules can't use it",
                    name,
                    listed.id(),
                    BoundedProperties.MAX,
                    BoundedProperties.MAX_CHARS);
        }
    }

    private static List<Instance> sorted(List<Instance> instances) {
        List<Instance> sorted = new ArrayList<>(instances);
        sorted.sort(BY_ID);
        List<Instance> distinct = new ArrayList<>(sorted.size());
        for (Instance instance : sorted) {
            if (distinct.isEmpty() || !distinct.getLast().id().equals(instance.id())) {
                distinct.add(instance);
            }
        }
        return List.copyOf(distinct);
    }
}
