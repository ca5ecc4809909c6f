package io.mesher.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.balance.PickNotes.Way;
import io.mesher.core.catalog.InstanceTraits;
import io.mesher.core.config.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why candidates are passed over, as a pick notes it. */
class PickNotesTest {
    private final PickNotes notes = new PickNotes();
    private final Tried tried = new Tried();

    private Candidate pick(Pool pool) {
        return pool.balancer().pick(pool.list(), tried, true, null, pool.now, notes);
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < notes.noted(); i++) {
            PickNotes.PassedOver each = notes.passedOver(i);
            words.add(each.instance().id() + " " + each.verdict() + (each.why().isEmpty() ? "" : ": " + each.why())
                    + (each.nanosLeft() > 0 ? ", " + each.nanosLeft() / Pool.SECOND + " s" : ""));
        }
        return words;
    }

    @Test
    void notesNobodyWhereAllAreAlike() {
        Pool pool = Pool.of(3);

        pick(pool);

        assertThat(notes.way()).isEqualTo(Way.PLAIN);
        assertThat(notes.total()).isEqualTo(3);
        assertThat(words()).isEmpty();
    }

    @Test
    void notesEjectedUnhealthyAndTried() {
        Pool pool = Pool.of(5);
        pool.fail(pool.candidate(1), 5);
        pool.candidates.health(pool.candidate(2), false, "GET /health: 500");
        tried.add(pool.candidate(3));

        pick(pool);

        assertThat(notes.way()).isEqualTo(Way.CAREFUL);
        assertThat(words())
                .containsExactly(
                        "i1 EJECTED: 5 failures in a row, the last: no connection to it, 30 s",
                        "i2 UNHEALTHY: GET /health: 500",
                        "i3 TRIED");
        assertThat(notes.count(Verdict.TRIED)).isEqualTo(1);
        assertThat(notes.isLastResort()).isFalse();
    }

    @Test
    void notesThoseOfOtherZones() {
        Pool pool = new Pool().zoneAware(new Zone("r", "a"));
        pool.add("near", new InstanceTraits(Map.of(), "r", "a", 0));
        pool.add("far", new InstanceTraits(Map.of(), "r", "b", 0));

        assertThat(pick(pool).instance().id()).isEqualTo("near");
        assertThat(words()).containsExactly("far FARTHER");
    }

    @Test
    void notesYoungOnesThatAreTurnedAway() {
        Pool pool = new Pool().slowStart(Duration.ofSeconds(30));
        pool.add("young", new InstanceTraits(Map.of(), "", "", pool.epochSeconds()));
        pool.add("old", InstanceTraits.NONE);
        int turnedAway = 0;
        for (int i = 0; i < 1000; i++) {
            boolean old = pick(pool).instance().id().equals("old");
            assertThat(notes.count(Verdict.YOUNG)).isLessThanOrEqualTo(old ? 1 : 0);
            turnedAway += notes.count(Verdict.YOUNG);
        }
        // A tenth of its turns it takes, and the turn behind those is the other's: 9 of 11, give or take 12.
        assertThat(turnedAway).isBetween(770, 866);
    }

    @Test
    void tellsOfAProbe() {
        Pool pool = Pool.of(2);
        pool.fail(pool.candidate(1), 5);
        pool.now += 31 * Pool.SECOND;

        assertThat(pick(pool).instance().id()).isEqualTo("i1");
        assertThat(notes.way()).isEqualTo(Way.PROBE);
        assertThat(words()).isEmpty();
    }

    @Test
    void tellsThatNoOtherWasLeft() {
        Pool pool = Pool.of(1);
        pool.candidates.health(pool.candidate(0), false, "refused");

        assertThat(pick(pool).instance().id()).isEqualTo("i0");
        assertThat(notes.isLastResort()).isTrue();
        assertThat(words()).containsExactly("i0 UNHEALTHY: refused");
    }

    @Test
    void countsWhomItDoesNotNote() {
        Pool pool = Pool.of(40);
        for (int i = 0; i < 39; i++) {
            tried.add(pool.candidate(i));
        }

        pick(pool);

        assertThat(notes.noted()).isEqualTo(PickNotes.MAX_NOTED);
        assertThat(notes.count(Verdict.TRIED)).isEqualTo(39);
    }

    @Test
    void copyStaysAsItIs() {
        Pool pool = Pool.of(3);
        tried.add(pool.candidate(1));
        pick(pool);
        PickNotes copy = notes.copy();

        tried.clear();
        pick(pool);
        notes.forget();

        assertThat(copy.noted()).isEqualTo(1);
        assertThat(copy.passedOver(0).instance().id()).isEqualTo("i1");
        assertThat(copy.count(Verdict.TRIED)).isEqualTo(1);
    }
}
