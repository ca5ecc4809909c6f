package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.EjectionPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which instances stay the same, and what people are shown of them. */
class CandidatesTest {
    private static final Endpoint AT = new Endpoint("h", 1);
    private static final EjectionPolicy POLICY = EjectionPolicy.DEFAULT;

    private final Candidates candidates = new Candidates();

    private static Instance instance(String id, Endpoint at, String tag) {
        return new Instance(id, "1.0.0", at, new InstanceTraits(Map.of("tag", tag), "", "", 0));
    }

    private void fail(Candidate candidate, int times) {
        for (int i = 0; i < times; i++) {
            candidates.failed(candidate, Failing.CONNECT, POLICY, 0);
        }
    }

    @Test
    void anInstanceWhoseTagsChangeStaysTheSame() {
        Candidate candidate = candidates.of(instance("a", AT, "old"));
        candidates.of(instance("b", new Endpoint("h", 2), ""));
        candidate.responded(1_000, 0);
        fail(candidate, 5);
        Instance changed = instance("a", AT, "new");
        assertThat(candidates.of(changed)).isSameAs(candidate);
        candidates.retain(List.of(changed), 0);
        assertThat(candidates.of(changed)).isSameAs(candidate);
        assertThat(candidate.instance()).isSameAs(changed);
        assertThat(candidate.status(0).state()).isEqualTo(CandidateStatus.State.EJECTED);
        assertThat(candidate.status(0).averageLatencyNanos()).isEqualTo(1_000);
    }

    @Test
    void anotherEndpointIsAnotherInstance() {
        Candidate candidate = candidates.of(instance("a", AT, ""));
        assertThat(candidates.of(instance("a", new Endpoint("h", 2), ""))).isNotSameAs(candidate);
        assertThat(candidates.all()).hasSize(2);
    }

    @Test
    void whoComesAgainIsNew() {
        Candidate candidate = candidates.of(instance("a", AT, ""));
        candidates.retain(List.of(), 0);
        assertThat(candidates.all()).isEmpty();
        assertThat(candidates.of(instance("a", AT, ""))).isNotSameAs(candidate);
    }

    /** Requests may be under way to it still; nobody would ever free the place. */
    @Test
    void whoIsGoneIsNotEjectedAnyMore() {
        Candidate gone = candidates.of(instance("a", AT, ""));
        Instance second = instance("b", new Endpoint("h", 2), "");
        Instance third = instance("c", new Endpoint("h", 3), "");
        candidates.of(second);
        candidates.of(third);
        candidates.retain(List.of(second, third), 0);
        fail(gone, 10);
        assertThat(candidates.ejected()).isZero();
        assertThat(gone.isWell()).isTrue();
        fail(candidates.of(second), 5);
        assertThat(candidates.ejected()).isOne();
    }

    @Test
    void peopleSeeWhatIsKnown() {
        Candidate candidate = candidates.of(instance("a", AT, ""));
        candidates.of(instance("b", new Endpoint("h", 2), ""));
        assertThat(candidate.status(0))
                .isEqualTo(new CandidateStatus(CandidateStatus.State.AVAILABLE, "", 0, 0, 0, 0, 0));
        candidate.began();
        candidate.began();
        candidate.ended();
        candidate.responded(2_000, 0);
        for (int i = 0; i < 5; i++) {
            candidates.failed(candidate, Failing.STATUS, POLICY, 0);
        }
        long duration = POLICY.duration().toNanos();
        String reason = "5 failures in a row, the last: a status of 502 to 504";
        assertThat(candidate.status(10))
                .isEqualTo(new CandidateStatus(CandidateStatus.State.EJECTED, reason, duration - 10, 1, 5, 1, 2_000));
        assertThat(candidate.status(duration).state()).isEqualTo(CandidateStatus.State.PROBING);
        candidates.succeeded(candidate, POLICY, 10);
        assertThat(candidate.status(10).reason()).as("not by its probe").isEqualTo(reason);
    }
}
