package io.mesher.core.balance;

import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.Zone;
import io.mesher.core.route.Subset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each instance of a service can expect of the next request that is meant for a subset of them. Only looks: no probe is
 * taken, no turn moves, nothing is remembered.
 */
public final class Prospects {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Subset subset;
    private final BalancePolicy policy;
    private final Zone zone;
    private final long now;
    private final CandidateList list;
    private final Eligible eligible = new Eligible();
    private final Prospect[] prospects;

    private Prospects(
            Subset subset,
            List<Instance> chosen,
            Candidates of,
            BalancePolicy policy,
            Zone zone,
            long now,
            long epoch) {
        this.subset = subset;
        this.policy = policy;
        this.zone = zone;
        this.now = now;
        this.list = CandidateList.look(of, chosen, policy, zone, now, epoch);
        this.prospects = new Prospect[list.size()];
    }

    /**
     * One per instance, in the service's order.
     *
     * @param of what is known of the service's instances
     * @param repeatable whether sending the request twice does no harm
     * @param now as balancers are given it
     * @param epochSeconds the same moment
     */
    public static List<Prospect> of(
            Microservice service,
            Subset subset,
            Candidates of,
            BalancePolicy policy,
            Zone zone,
            boolean repeatable,
            long now,
            long epochSeconds) {
        List<Instance> chosen = subset.select(service);
        Prospects prospects = new Prospects(subset, chosen, of, policy, zone, now, epochSeconds);
        prospects.sift(repeatable);
        return prospects.all(service, chosen);
    }

    /** As a pick does it. */
    private void sift(boolean repeatable) {
        eligible.clear(list.size());
        boolean probed = false;
        for (int i = 0; i < list.size(); i++) {
            Candidate candidate = list.get(i);
            Standing standing = candidate.standing();
            if (standing.isWell()) {
                eligible.add(candidate, i);
            } else if (standing.mayProbe(repeatable, now) && !probed) {
                probed = true;
                prospects[i] = new Prospect(candidate.instance(), Verdict.PROBE, standing.why(), 1);
            } else {
                prospects[i] = passedOver(candidate, standing, repeatable);
            }
        }
        boolean lastResort = eligible.count() == 0 && !probed;
        if (lastResort) {
            addRest(false);
            if (eligible.count() == 0) {
                addRest(true);
            }
        }
        if (eligible.count() > 0) {
            meet(lastResort, probed);
        }
    }

    private void addRest(boolean unreachable) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isUnreachable() == unreachable) {
                eligible.add(list.get(i), i);
            }
        }
    }

    private Prospect passedOver(Candidate candidate, Standing standing, boolean repeatable) {
        Verdict verdict = Verdict.of(standing);
        if (verdict != Verdict.EJECTED) {
            return new Prospect(candidate.instance(), verdict, standing.why(), 0);
        }
        String words = standing.why() + "; " + outlook(standing, repeatable);
        return new Prospect(candidate.instance(), Verdict.EJECTED, words, 0);
    }

    private String outlook(Standing standing, boolean repeatable) {
        long left = standing.at() - now;
        if (left > 0) {
            return "for " + Math.ceilDiv(left, NANOS_PER_SECOND) + " s more";
        }
        if (standing.mayProbe(repeatable, now)) {
            return "tried again after another";
        }
        return standing.mayProbe(true, now)
                ? "tried again by a request that may be repeated"
                : "being tried again by another request";
    }

    private void meet(boolean lastResort, boolean probed) {
        boolean[] well = places();
        if (list.hasDistances()) {
            NearFirst.keep(eligible, list, now, null);
        }
        boolean[] kept = places();
        for (int place = 0; place < list.size(); place++) {
            Instance instance = list.get(place).instance();
            Prospect before = prospects[place];
            if (kept[place]) {
                prospects[place] =
                        before == null || !lastResort ? wellOne(instance, place, probed) : lastResort(before);
            } else if (well[place]) {
                prospects[place] = new Prospect(instance, Verdict.FARTHER, whereabouts(instance), 0);
            }
        }
    }

    /** By place, whether it is eligible. */
    private boolean[] places() {
        boolean[] places = new boolean[list.size()];
        for (int i = 0; i < eligible.count(); i++) {
            places[eligible.place(i)] = true;
        }
        return places;
    }

    private static Prospect lastResort(Prospect before) {
        String words = before.verdict().text() + " (" + before.detail() + "), but no other is left";
        return new Prospect(before.instance(), Verdict.ELIGIBLE, words, 1);
    }

    private Prospect wellOne(Instance instance, int place, boolean probed) {
        String words = probed ? "after the one that is tried again" : "";
        long left = list.hasYoung(now) && Balancer.hasGrownUp(eligible, list, now) ? list.youthLeft(place, now) : 0;
        if (left == 0) {
            return new Prospect(instance, Verdict.ELIGIBLE, words, 1);
        }
        double share = Balancer.youngShare(left, policy.slowStart().toNanos());
        String young = Math.round(share * 100) + " % of its share, the whole in " + Math.ceilDiv(left, NANOS_PER_SECOND)
                + " s";
        return new Prospect(instance, Verdict.YOUNG, probed ? young + "; " + words : young, share);
    }

    private String whereabouts(Instance instance) {
        InstanceTraits traits = instance.traits();
        return "in " + place(traits.region(), traits.zone()) + ", Mesher is in " + place(zone.region(), zone.zone());
    }

    private static String place(String region, String zone) {
        return region.isEmpty() && zone.isEmpty() ? "an unknown location" : region + "/" + zone;
    }

    private List<Prospect> all(Microservice service, List<Instance> chosen) {
        Map<Instance, Prospect> byInstance = new HashMap<>();
        for (int i = 0; i < prospects.length; i++) {
            byInstance.put(chosen.get(i), prospects[i]);
        }
        Set<Instance> ofVersion = new HashSet<>(new Subset(subset.version(), subset.app(), Map.of()).select(service));
        List<Prospect> all = new ArrayList<>();
        for (Instance instance : service.instances()) {
            Prospect known = byInstance.get(instance);
            all.add(known == null ? outside(instance, ofVersion.contains(instance)) : known);
        }
        return all;
    }

    /** @param ofVersion whether its version is the right one: then its tags are why */
    private Prospect outside(Instance instance, boolean ofVersion) {
        if (ofVersion) {
            return new Prospect(instance, Verdict.OTHER_TAGS, otherTags(instance), 0);
        }
        String has = instance.version().isEmpty() ? "no version" : instance.version();
        return new Prospect(instance, Verdict.OTHER_VERSION, "has " + has, 0);
    }

    private String otherTags(Instance instance) {
        StringBuilder words = new StringBuilder();
        new TreeMap<>(subset.tags()).forEach((name, wanted) -> {
            String has = instance.traits().properties().get(name);
            if (!wanted.equals(has)) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(has == null ? "has no " + name : "has " + name + "=" + has);
            }
        });
        return words.toString();
    }
}
