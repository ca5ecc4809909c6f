package io.mesher.it.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class PeersTest {

    @TempDir
    private Path folder;

    @Test
    void findsAProgramInTheFirstFolderThatHasIt() throws IOException {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));
        Files.writeString(first.resolve("wrk"), "not executable");
        Path program = Files.writeString(second.resolve("wrk"), "#!/bin/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(new Peers(List.of(first, second), folder, folder, true).program("wrk"))
                .isEqualTo(program);
    }

    @Test
    void aMissingProgramSkipsTheTest() {
        assertThatThrownBy(() -> new Peers(List.of(folder), folder, folder, false).program("wrk"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("wrk is not installed: ./mesher setup-dev does it");
    }

    @Test
    void aMissingProgramFailsTheTestWhenPeersAreRequired() {
        assertThatThrownBy(() -> new Peers(List.of(folder), folder, folder, true).program("wrk"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("wrk is not installed");
    }

    @Test
    void findsAPythonPackageByItsFolder() throws IOException {
        Files.createDirectory(folder.resolve("h11"));
        Peers peers = new Peers(List.of(), folder, folder, true);

        assertThat(peers.python("h11")).isEqualTo(folder);
        assertThatThrownBy(() -> peers.python("websockets")).isInstanceOf(AssertionFailedError.class);
    }

    @Test
    void findsANodePackageByItsFolder() throws IOException {
        Path node = Files.createDirectory(folder.resolve("node_modules"));
        Files.createDirectory(node.resolve("ws"));
        Peers peers = new Peers(List.of(), folder, node, true);

        assertThat(peers.node("ws")).isEqualTo(node);
        assertThatThrownBy(() -> peers.node("axios"))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("the Node package axios is not installed: ./mesher setup-dev does it");
    }
}
