package io.mesher.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapSharesTest {
    private static final long MIB = 1024 * 1024;

    @Test
    void sharesOfTheSidecarsHeapLeaveRoomForTheSidecar() {
        HeapShares shares = HeapShares.of(32 * MIB);

        assertThat(shares).isEqualTo(new HeapShares(11_184_810, (int) (4 * MIB), 5_592_405, (int) (2 * MIB), 1024));
        assertThat(shares.kept() + shares.bodies() + shares.answers() + shares.events())
                .isLessThan(23 * MIB);
    }

    @Test
    void largeHeapsMeetTheFixedBounds() {
        HeapShares shares = HeapShares.of(Long.MAX_VALUE);

        assertThat(shares)
                .isEqualTo(new HeapShares(
                        Long.MAX_VALUE / 3, (int) (16 * MIB), (int) (64 * MIB), (int) (16 * MIB), 10_000));
    }
}
