package io.mesher.core.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
    @ParameterizedTest
    @CsvSource({
        "-5, 0",
        "0, 0",
        "1, 0",
        "1000000, 0",
        "1000001, 1",
        "2500000, 1",
        "2500001, 2",
        "75000000, 6",
        "10000000000, 15",
        "10000000001, 16",
        "9223372036854775807, 16"
    })
    void aBoundBelongsToItsBucket(long nanos, int bucket) {
        assertThat(Buckets.REQUEST.of(nanos)).isEqualTo(bucket);
    }

    @Test
    void theTableFindsWhatALookAtAllBoundsFinds() {
        for (Buckets buckets : new Buckets[] {Buckets.REQUEST, Buckets.OWN, Buckets.fine()}) {
            for (long nanos = 1; nanos < 200_000_000_000L; nanos += 1 + nanos / 37) {
                assertThat(buckets.of(nanos)).as("%d", nanos).isEqualTo(slowly(buckets, nanos));
            }
            for (int i = 0; i < buckets.count() - 1; i++) {
                assertThat(buckets.of(buckets.bound(i))).isEqualTo(i);
                assertThat(buckets.of(buckets.bound(i) + 1)).isEqualTo(i + 1);
            }
        }
    }

    private static int slowly(Buckets buckets, long nanos) {
        int bucket = 0;
        while (bucket < buckets.count() - 1 && nanos > buckets.bound(bucket)) {
            bucket++;
        }
        return bucket;
    }

    @Test
    void fineBoundsAreFourForEachDoubling() {
        Buckets fine = Buckets.fine();
        assertThat(fine.bound(0)).isEqualTo(1024);
        assertThat(fine.bound(1)).isEqualTo(1280);
        assertThat(fine.bound(4)).isEqualTo(2048);
        assertThat(fine.bound(fine.count() - 2)).isEqualTo(1L << 37);
    }
}
