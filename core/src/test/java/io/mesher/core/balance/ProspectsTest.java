package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.catalog.Microservice;
import io.mesher.core.config.BalancePolicy;
import io.mesher.core.config.BalancePolicy.Strategy;
import io.mesher.core.config.EjectionPolicy;
import io.mesher.core.config.Zone;
import io.mesher.core.route.Subset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What instances can expect, and that it is so. */
class ProspectsTest {
    private static final long SECOND = Pool.SECOND;
    private static final Zone HERE = new Zone("r", "a");

    private final Candidates candidates = new Candidates();
    private final List<Instance> instances = new ArrayList<>();
    private BalancePolicy policy = BalancePolicy.DEFAULT;
    private long now = -5 * SECOND;

    private Candidate add(String version, InstanceTraits traits) {
        String id = "i" + instances.size();
        instances.add(new Instance(id, version, new Endpoint("h", 1 + instances.size()), traits));
        return candidates.of(instances.getLast());
    }

    private static InstanceTraits tags(String name, String value) {
        return new InstanceTraits(Map.of(name, value), "", "", 0);
    }

    private static InstanceTraits at(String region, String zone) {
        return new InstanceTraits(Map.of(), region, zone, 0);
    }

    private List<Prospect> prospects(Subset subset) {
        return Prospects.of(new Microservice("s", instances), subset, candidates, policy, HERE, true, now, Pool.EPOCH);
    }

    private List<String> words(Subset subset) {
        return prospects(subset).stream()
                .map(each -> each.instance().id() + " " + each.verdict()
                        + (each.detail().isEmpty() ? "" : ": " + each.detail()))
                .toList();
    }

    @Test
    void saysWhichVersionAndTagsKeepAnInstanceOut() {
        add("1.0.0", tags("stage", "test"));
        add("1.2.0", tags("stage", "prod"));
        add("1.2.0", InstanceTraits.NONE);
        add("1.2.0", tags("stage", "test"));
        add("", tags("stage", "test"));

        assertThat(words(new Subset("1.2.0", "", Map.of("stage", "test"))))
                .containsExactly(
                        "i0 OTHER_VERSION: has 1.0.0",
                        "i1 OTHER_TAGS: has stage=prod",
                        "i2 OTHER_TAGS: has no stage",
                        "i3 ELIGIBLE",
                        "i4 OTHER_VERSION: has no version");
    }

    @Test
    void saysWhyAndHowLongAnInstanceIsEjected() {
        Candidate first = add("1", InstanceTraits.NONE);
        Candidate second = add("1", InstanceTraits.NONE);
        add("1", InstanceTraits.NONE);
        for (int i = 0; i < 5; i++) {
            candidates.failed(first, Failing.TIMEOUT, EjectionPolicy.DEFAULT, now);
        }
        candidates.health(second, false, "GET /health: 503");
        now += 10 * SECOND;

        assertThat(words(Subset.LATEST))
                .containsExactly(
                        "i0 EJECTED: 5 failures in a row, the last: no response in time; for 20 s more",
                        "i1 UNHEALTHY: GET /health: 503",
                        "i2 ELIGIBLE");

        now += 20 * SECOND;
        assertThat(words(Subset.LATEST))
                .contains(
                        "i0 PROBE: 5 failures in a row, the last: no response in time",
                        "i2 ELIGIBLE: after the one that is tried again");
        assertThat(words(Subset.LATEST)).as("nothing was taken").anyMatch(each -> each.startsWith("i0 PROBE"));
    }

    @Test
    void saysThatTheLastOnesCountWhateverTheyAre() {
        candidates.health(add("1", InstanceTraits.NONE), false, "refused");

        assertThat(words(Subset.LATEST)).containsExactly("i0 ELIGIBLE: unhealthy (refused), but no other is left");
    }

    @Test
    void saysWhoIsFartherAway() {
        policy = new BalancePolicy(Strategy.ROUND_ROBIN, true, Duration.ofSeconds(30), 5, Duration.ZERO);
        add("1", at("r", "a"));
        add("1", at("r", "b"));
        add("1", at("q", "a"));
        add("1", InstanceTraits.NONE);

        assertThat(words(Subset.LATEST))
                .containsExactly(
                        "i0 ELIGIBLE",
                        "i1 FARTHER: in r/b, Mesher is in r/a",
                        "i2 FARTHER: in q/a, Mesher is in r/a",
                        "i3 FARTHER: in an unknown location, Mesher is in r/a");
    }

    @Test
    void saysTheShareOfAYoungOne() {
        add("1", new InstanceTraits(Map.of(), "", "", Pool.EPOCH - 15));
        add("1", InstanceTraits.NONE);

        Prospect young = prospects(Subset.LATEST).getFirst();

        assertThat(young.verdict()).isEqualTo(Verdict.YOUNG);
        assertThat(young.detail()).isEqualTo("55 % of its share, the whole in 15 s");
        assertThat(young.share()).isEqualTo(0.55);
    }

    @Test
    void remembersNothing() {
        instances.add(
                new Instance("new", "1", new Endpoint("h", 1), new InstanceTraits(Map.of(), "", "", Pool.EPOCH + 10)));

        prospects(Subset.LATEST);

        assertThat(candidates.all()).isEmpty();
    }

    /** Random services, states and moments: whoever is picked was said to get it, and who was said to be left out isn't. */
    @Test
    void saysWhatHappens() {
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ProspectsTest model = new ProspectsTest();
            model.randomise(random);
            Subset subset = randomSubset(random);
            boolean repeatable = random.nextBoolean();
            Microservice service = new Microservice("s", model.instances);
            List<Prospect> said = Prospects.of(
                    service, subset, model.candidates, model.policy, HERE, repeatable, model.now, Pool.EPOCH);
            Candidate picked = model.pick(service, subset, repeatable, random);
            String picture = "seed " + seed + ": " + said;

            Set<Instance> may = said.stream()
                    .filter(Prospect::mayGetIt)
                    .map(Prospect::instance)
                    .collect(Collectors.toSet());
            assertThat(said).as(picture).hasSameSizeAs(model.instances);
            if (picked == null) {
                assertThat(may).as(picture).isEmpty();
            } else {
                assertThat(may).as(picture).contains(picked.instance());
                said.stream()
                        .filter(each -> each.verdict() == Verdict.PROBE)
                        .forEach(each -> assertThat(each.instance()).as(picture).isEqualTo(picked.instance()));
            }
        }
    }

    private Candidate pick(Microservice service, Subset subset, boolean repeatable, SplittableRandom random) {
        CandidateList list = new CandidateList(candidates, subset.select(service), policy, HERE, now, Pool.EPOCH);
        return new Balancer(policy, random.nextInt(), random, () -> Pool.EPOCH)
                .pick(list, new Tried(), repeatable, null, now);
    }

    private void randomise(SplittableRandom random) {
        Strategy[] strategies = Strategy.values();
        policy = new BalancePolicy(
                strategies[random.nextInt(strategies.length)],
                random.nextBoolean(),
                Duration.ofSeconds(30),
                5,
                Duration.ofSeconds(random.nextInt(2) * 30L));
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            Candidate candidate = add(random.nextInt(1, 3) + ".0", randomTraits(random));
            int busy = random.nextInt(4) == 0 ? random.nextInt(20) : 0;
            for (int b = 0; b < busy; b++) {
                candidate.began();
            }
        }
        for (Candidate candidate : candidates.all()) {
            if (random.nextInt(3) == 0) {
                for (int f = 0; f < 5; f++) {
                    candidates.failed(candidate, Failing.RESET, EjectionPolicy.DEFAULT, now);
                }
            } else if (random.nextInt(5) == 0) {
                candidates.health(candidate, false, "sick");
            }
        }
        now += random.nextInt(70) * SECOND;
    }

    private static InstanceTraits randomTraits(SplittableRandom random) {
        return new InstanceTraits(
                random.nextBoolean() ? Map.of("stage", random.nextBoolean() ? "test" : "prod") : Map.of(),
                random.nextBoolean() ? "r" : "q",
                random.nextBoolean() ? "a" : "b",
                random.nextInt(3) == 0 ? Pool.EPOCH - random.nextInt(40) : 0);
    }

    private static Subset randomSubset(SplittableRandom random) {
        String[] versions = {"latest", "1.0", "1.0+", "2.0", "3.0"};
        return new Subset(
                versions[random.nextInt(versions.length)],
                "",
                random.nextBoolean() ? Map.of() : Map.of("stage", "test"));
    }
}
