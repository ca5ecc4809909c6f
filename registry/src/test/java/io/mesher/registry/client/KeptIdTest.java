package io.mesher.registry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.name.ServiceIdentity;
import io.mesher.net.client.CallRequest;
import io.mesher.registry.log.CapturedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Mesher that crashed and came back is the same instance. */
class KeptIdTest {
    private static final String FIRST = "11111111111111111111111111111111";
    private static final String SECOND = "22222222222222222222222222222222";
    private static final ServiceIdentity SELF = new ServiceIdentity("web", "shop", "1.0.0", "");

    @TempDir
    Path directory;

    private int runs;

    /** One that ends without a word, as by SIGKILL. */
    private ClientFixture run(String newId, ServiceIdentity self, String endpoint, Map<String, String> properties) {
        ClientFixture fixture = new ClientFixture(directory);
        fixture.keepsId = true;
        fixture.newId = newId;
        fixture.self = self;
        fixture.endpoints = List.of(endpoint);
        fixture.registration = ClientFixture.registration(false, Map.of(), properties);
        fixture.start();
        runs++;
        return fixture;
    }

    private String id(String newId, ServiceIdentity self, String endpoint, Map<String, String> properties) {
        String registered = FakeRegistry.body(run(newId, self, endpoint, properties)
                .registry
                .requests("POST /sid/instances")
                .getLast());
        return registered.replaceAll(".*\"instanceId\":\"([^\"]*)\".*", "$1");
    }

    private String id(String newId) {
        return id(newId, SELF, "rest://10.0.0.5:30101", Map.of());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().startsWith("instance-"))
                    .toList();
        }
    }

    @Test
    void theNextRunHasTheSameId() {
        assertThat(id(FIRST)).isEqualTo(FIRST);
        assertThat(id(SECOND)).isEqualTo(FIRST);
        assertThat(runs).isEqualTo(2);
    }

    @Test
    void othersThatShareTheFolderHaveIdsOfTheirOwn() {
        assertThat(id(FIRST)).isEqualTo(FIRST);
        assertThat(id(SECOND, SELF, "rest://10.0.0.6:30101", Map.of())).isEqualTo(SECOND);
        for (ServiceIdentity other : List.of(
                new ServiceIdentity("web2", "shop", "1.0.0", ""),
                new ServiceIdentity("web", "shop2", "1.0.0", ""),
                new ServiceIdentity("web", "shop", "1.0.1", ""),
                new ServiceIdentity("web", "shop", "1.0.0", "testing"))) {
            assertThat(id(SECOND, other, "rest://10.0.0.5:30101", Map.of()))
                    .as("%s", other)
                    .isEqualTo(SECOND);
        }
        assertThat(id(SECOND)).isEqualTo(FIRST);
    }

    /** The registry leaves an instance that it has as it is. */
    @Test
    void anInstanceThatIsRegisteredWithOtherPropertiesIsAnother() {
        assertThat(id(FIRST)).isEqualTo(FIRST);
        assertThat(id(SECOND, SELF, "rest://10.0.0.5:30101", Map.of("zone", "b")))
                .isEqualTo(SECOND);
    }

    @Test
    void aServiceThatOnlyCallsOthersKeepsNone() throws IOException {
        assertThat(id(FIRST, SELF, "rest-admin://10.0.0.5:30102", Map.of())).isEqualTo(FIRST);
        assertThat(id(SECOND, SELF, "rest-admin://10.0.0.5:30102", Map.of())).isEqualTo(SECOND);
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileThatIsGarbledCostsANewIdAndIsReplaced() throws IOException {
        for (String garbled :
                List.of("", "x", FIRST, FIRST + "\n", "x".repeat(200), "\0\0\0", "\r\n".repeat(600_000))) {
            id(FIRST);
            Files.writeString(files().getFirst(), garbled);
            assertThat(id(SECOND)).isEqualTo(SECOND);
            assertThat(id(FIRST)).isEqualTo(SECOND);
            Files.delete(files().getFirst());
        }
        id(FIRST);
        String written = Files.readString(files().getFirst());
        Files.writeString(files().getFirst(), written.replace(FIRST, "../../" + FIRST.substring(6)));
        assertThat(id(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void aFolderThatCannotBeWrittenCostsANewIdAndAWarning() throws IOException {
        directory = Files.writeString(directory.resolve("file"), "no folder");
        assertThat(id(FIRST)).isEqualTo(FIRST);
        assertThat(CapturedLog.lines("can't be written")).isNotEmpty();
        assertThat(id(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void ofManyEndpointsTheOldestFilesGo() throws IOException {
        for (int i = 0; i < 64; i++) {
            id(FIRST, SELF, "rest://10.0.0.5:" + (1000 + i), Map.of());
        }
        List<Path> all = files();
        assertThat(all).hasSize(64);
        for (Path file : all) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));
        }
        Files.setLastModifiedTime(all.get(10), FileTime.fromMillis(1_000_000));
        id(FIRST, SELF, "rest://10.0.0.5:2000", Map.of());
        assertThat(files()).hasSize(64).doesNotContain(all.get(10));
    }

    /** The registry still has what the earlier run said last, perhaps DOWN. */
    @Test
    void saysItsStatusAfterARegistrationUnderAKeptId() {
        assertThat(told(run(FIRST, SELF, "rest://10.0.0.5:30101", Map.of()))).isEmpty();
        assertThat(told(run(SECOND, SELF, "rest://10.0.0.5:30101", Map.of())))
                .containsExactly("/v4/default/registry/microservices/sid/instances/" + FIRST + "/status?value=UP");
    }

    private static List<String> told(ClientFixture fixture) {
        return fixture.registry.requests("PUT /status").stream()
                .map(CallRequest::target)
                .toList();
    }
}
