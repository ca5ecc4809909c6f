package io.mesher.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileDescriptorsTest {
    @Test
    void readsTheSoftLimit() {
        String limits = """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             127245               127245               processes
                Max open files            1024                 524288               files
                """;
        assertThat(FileDescriptors.limit(limits)).isEqualTo(1024);
        assertThat(FileDescriptors.limit("Max open files            unlimited            unlimited            files\n"))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(FileDescriptors.limit("")).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void leavesDescriptorsToTheAdminPortAndToInstances() {
        FileDescriptors usual = new FileDescriptors(1024, 28);
        assertThat(usual.adminConnections()).isEqualTo(64);
        assertThat(usual.connections(10_000)).isEqualTo((1024 - 28 - 32 - 64) / 2);
        assertThat(usual.connections(100)).isEqualTo(100);
        assertThat(usual.needed(10_000)).isEqualTo(20_000 + 28 + 32 + 256);
    }

    @Test
    void doesNotLowerWhatFits() {
        assertThat(new FileDescriptors(524_288, 30).connections(10_000)).isEqualTo(10_000);
        assertThat(new FileDescriptors(Integer.MAX_VALUE, 0).connections(10_000_000))
                .isEqualTo(10_000_000);
        assertThat(new FileDescriptors(524_288, 30).adminConnections()).isEqualTo(256);
    }

    @Test
    void servesOneConnectionEvenIfThereAreHardlyAny() {
        assertThat(new FileDescriptors(60, 40).connections(10_000)).isEqualTo(1);
        assertThat(new FileDescriptors(60, 40).adminConnections()).isEqualTo(8);
    }

    @Test
    void leavesSomeOfFewConnectionsToTheOtherSide() {
        assertThat(FileDescriptors.ofOneSide(1)).isEqualTo(1);
        assertThat(FileDescriptors.ofOneSide(2)).isEqualTo(1);
        assertThat(FileDescriptors.ofOneSide(6)).isEqualTo(5);
        assertThat(FileDescriptors.ofOneSide(800)).isEqualTo(700);
    }
}
