package io.mesher.registry.client.find;

import io.mesher.core.catalog.Instance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps a service's instances when an answer suddenly lacks most of them: a registry that lost its store, or was cut off from
 * it, must not take down what still runs. Such an answer counts when another one, an interval later, says the same. New
 * instances always count at once, and so does what is said of an instance explicitly. Time is passed in, in nanoseconds.
 */
final class ShrinkGuard {
    /** Missing, but in answers that prove nothing. */
    private static final Long NOT_COUNTED = Long.MIN_VALUE;

    private final long intervalNanos;
    /** Instances that are only kept here, by id, and since when they are missing. Empty but for a moment now and then. */
    private final Map<String, Long> missing = new HashMap<>();

    ShrinkGuard(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /**
     * Decides after an answer.
     *
     * @param known what counted until now, by id in order
     * @param listed the usable ones of the answer, by id in order
     * @param unusable ids that the answer names as not usable: they go at once
     * @param distrusted whether the registry is known to be incomplete: nothing goes for being missing
     * @return what counts from now on, by id in order
     */
    List<Instance> decide(
            List<Instance> known, List<Instance> listed, Set<String> unusable, long now, boolean distrusted) {
        List<Instance> lacking = lacking(known, listed);
        int present = known.size() - lacking.size();
        lacking.removeIf(
                instance -> unusable.contains(instance.id()) || (!distrusted && isConfirmed(instance.id(), now)));
        int had = present + lacking.size();
        if (lacking.isEmpty() || (!distrusted && lacking.size() * 2 <= had)) {
            missing.clear();
            return listed;
        }
        keep(lacking, now, distrusted);
        return merged(listed, lacking);
    }

    /** Whether the instance is here only because the guard keeps it. */
    boolean keeps(String id) {
        return missing.containsKey(id);
    }

    boolean isKeeping() {
        return !missing.isEmpty();
    }

    /** Something certain was heard of it. */
    void forget(String id) {
        missing.remove(id);
    }

    private boolean isConfirmed(String id, long now) {
        Long since = missing.get(id);
        return since != null && !since.equals(NOT_COUNTED) && now - since >= intervalNanos;
    }

    private void keep(Collection<Instance> lacking, long now, boolean distrusted) {
        Map<String, Long> before = new HashMap<>(missing);
        missing.clear();
        for (Instance instance : lacking) {
            Long since = before.getOrDefault(instance.id(), NOT_COUNTED);
            missing.put(instance.id(), since.equals(NOT_COUNTED) && !distrusted ? Long.valueOf(now) : since);
        }
    }

    private static List<Instance> lacking(List<Instance> known, List<Instance> listed) {
        List<Instance> lacking = new ArrayList<>();
        Iterator<Instance> others = listed.iterator();
        String other = others.hasNext() ? others.next().id() : null;
        for (Instance instance : known) {
            while (other != null && other.compareTo(instance.id()) < 0) {
                other = others.hasNext() ? others.next().id() : null;
            }
            if (!instance.id().equals(other)) {
                lacking.add(instance);
            }
        }
        return lacking;
    }

    private static List<Instance> merged(List<Instance> listed, List<Instance> kept) {
        List<Instance> all = new ArrayList<>(listed);
        all.addAll(kept);
        all.sort(KnownService.BY_ID);
        return all;
    }
}
