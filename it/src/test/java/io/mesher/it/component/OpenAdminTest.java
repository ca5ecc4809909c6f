package io.mesher.it.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** An admin port that others reach shows them what the original's did, {@code /metrics} and probes, and nothing else. */
@Timeout(600)
class OpenAdminTest {
    private static final String TOKEN = "0123456789abcdef0123";
    private static final Set<String> OPEN = Set.of(
            "/v1/mesher/version",
            "/v1/mesher/health",
            "/v1/mesher/metrics",
            "/v1/mesher/routeRule/{service}",
            "/metrics",
            "/livez",
            "/readyz",
            "/healthz",
            "/startupz");

    @TempDir
    private Path home;

    private static Message ask(MesherProcess mesher, String method, String path, String fields) throws IOException {
        try (Wire wire = Wire.to(mesher.admin())) {
            return wire.ask(method + " " + path.replace("{service}", "x") + " HTTP/1.1\r\nHost: localhost\r\n" + fields
                    + "Content-Length: 0\r\n\r\n");
        }
    }

    /** All that there are, from the document that is held to them. */
    private Set<String> paths() throws IOException {
        Set<String> paths = new TreeSet<>(Set.of("/"));
        try (MesherProcess mesher = new MesherSetup(home).start();
                JsonParser json = new JsonFactory()
                        .createParser(
                                ObjectReadContext.empty(),
                                mesher.admin("/openapi.json").body())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && json.currentName().startsWith("/")) {
                    paths.add(json.currentName());
                }
            }
        }
        return paths;
    }

    private static Map<String, Integer> statuses(MesherProcess mesher, String method, Set<String> paths)
            throws IOException {
        Map<String, Integer> statuses = new TreeMap<>();
        for (String path : paths) {
            statuses.put(path, ask(mesher, method, path, "").status());
        }
        return statuses;
    }

    private void showsOnlyThese(String address) throws IOException {
        Set<String> paths = paths();
        assertThat(paths)
                .containsAll(OPEN)
                .contains("/v1/mesher/explain", "/v1/mesher/config", "/openapi.json", "/quitquitquit");
        Set<String> closed = new TreeSet<>(paths);
        closed.removeAll(OPEN);
        try (MesherProcess mesher = new MesherSetup(home).admin(address).start()) {
            assertThat(statuses(mesher, "GET", OPEN)).hasSize(OPEN.size()).doesNotContainValue(403);
            assertThat(ask(mesher, "GET", "/metrics", "").text()).contains("mesher_build_info{");
            // POST is all that /quitquitquit has, and no other method is told so.
            assertThat(statuses(mesher, "GET", closed).values()).containsOnly(403);
            assertThat(statuses(mesher, "POST", closed).values()).containsOnly(403);
            assertThat(mesher.isAlive()).isTrue();
        }
        try (MesherProcess mesher = new MesherSetup(home)
                .admin(address)
                .yaml("mesher.admin.token: " + TOKEN + "\n")
                .start()) {
            assertThat(statuses(mesher, "GET", OPEN)).doesNotContainValue(401);
            assertThat(statuses(mesher, "GET", closed).values()).containsOnly(401);
            assertThat(statuses(mesher, "POST", closed).values()).containsOnly(401);
            assertThat(ask(mesher, "GET", "/v1/mesher/explain", "Authorization: Bearer " + TOKEN + "\r\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void onEveryAddress() throws IOException {
        showsOnlyThese("0.0.0.0:0");
    }

    @Test
    void onAnAddressOffLoopback() throws IOException {
        showsOnlyThese(OwnAddress.require() + ":0");
    }
}
