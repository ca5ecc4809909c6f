package io.mesher.registry.client.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShrinkGuardTest {
    private static final long INTERVAL = 30;

    private final ShrinkGuard guard = new ShrinkGuard(INTERVAL);
    private List<Instance> known = of("a", "b", "c", "d");

    private static List<Instance> of(String... ids) {
        List<Instance> instances = new ArrayList<>();
        for (String id : ids) {
            instances.add(new Instance(id, "1.0.0", new Endpoint("10.0.0.1", 80)));
        }
        return instances;
    }

    private List<String> answer(long now, String... ids) {
        return answer(now, false, Set.of(), ids);
    }

    private List<String> answer(long now, boolean distrusted, Set<String> unusable, String... ids) {
        known = guard.decide(known, of(ids), unusable, now, distrusted);
        return known.stream().map(Instance::id).toList();
    }

    @Test
    void believesAnswerThatLacksHalfAtOnce() {
        assertThat(answer(0, "b", "d")).containsExactly("b", "d");
        assertThat(guard.isKeeping()).isFalse();
    }

    @Test
    void doubtsAnswerThatLacksMoreThanHalf() {
        assertThat(answer(0, "b")).containsExactly("a", "b", "c", "d");
        assertThat(guard.keeps("a")).isTrue();
        assertThat(guard.keeps("b")).isFalse();
    }

    @Test
    void doubtsEmptyAnswer() {
        assertThat(answer(0)).containsExactly("a", "b", "c", "d");
    }

    @Test
    void doubtsThatTheOnlyInstanceIsGone() {
        known = of("a");
        assertThat(answer(0)).containsExactly("a");
    }

    @Test
    void believesSecondAnswerAnIntervalLater() {
        answer(100, "b");
        assertThat(answer(100 + INTERVAL - 1, "b")).hasSize(4);
        assertThat(answer(100 + INTERVAL, "b")).containsExactly("b");
        assertThat(guard.isKeeping()).isFalse();
    }

    @Test
    void believesNewInstancesAtOnceWhateverIsMissing() {
        assertThat(answer(0, "n")).containsExactly("a", "b", "c", "d", "n");
        assertThat(answer(INTERVAL, "n")).containsExactly("n");
    }

    @Test
    void forgetsItsDoubtWhenMostAreBack() {
        answer(0, "a");
        assertThat(answer(5, "a", "b", "c")).as("one of four").containsExactly("a", "b", "c");
        assertThat(guard.isKeeping()).isFalse();
    }

    @Test
    void countsFromAnewForInstanceThatWasBack() {
        answer(0, "a");
        answer(10, "a", "b");
        assertThat(answer(INTERVAL, "a")).containsExactly("a");
        known = of("a", "b", "c", "d");
        answer(40, "a");
        assertThat(answer(50, "a")).hasSize(4);
    }

    @Test
    void letsOneMoreGoBesideThoseThatAreConfirmed() {
        known = of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        answer(0, "a", "b", "c");
        assertThat(answer(INTERVAL, "a", "b")).containsExactly("a", "b");
    }

    @Test
    void doubtsThatMostOfTheRestFollowsThoseThatAreConfirmed() {
        known = of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        answer(0, "a", "b", "c");
        assertThat(answer(INTERVAL, "a")).containsExactly("a", "b", "c");
        assertThat(answer(2 * INTERVAL, "a")).containsExactly("a");
    }

    @Test
    void letsGoAtOnceWhatTheAnswerNamesAsUnusable() {
        assertThat(answer(0, false, Set.of("a", "b", "c"), "d")).containsExactly("d");
    }

    @Test
    void keepsAllWhileTheRegistryIsDistrusted() {
        assertThat(answer(0, true, Set.of(), "a", "b", "c"))
                .as("a quarter is missing")
                .hasSize(4);
        assertThat(answer(100, true, Set.of(), "a")).hasSize(4);
        assertThat(answer(130, "a")).as("the first answer that counts").hasSize(4);
        assertThat(answer(160, "a")).containsExactly("a");
    }

    @Test
    void letsAFewGoOnceTheRegistryIsTrustedAgain() {
        answer(0, true, Set.of(), "a", "b", "c");
        assertThat(answer(100, "a", "b", "c")).containsExactly("a", "b", "c");
    }

    @Test
    void keepsNothingOfWhichSomethingCertainWasHeard() {
        answer(0, "a");
        guard.forget("b");
        assertThat(guard.keeps("b")).isFalse();
        assertThat(guard.keeps("c")).isTrue();
    }
}
