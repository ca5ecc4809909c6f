package io.mesher.net.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.server.ApiRoutes.Match;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiRoutesTest {
    private final ApiRoutes<String> routes = new ApiRoutes<>();

    private Object find(String method, String path) {
        return routes.find(method, path);
    }

    @Test
    void findsByPathAndMethod() {
        routes.add(List.of("GET"), "/a/b", "read");
        routes.add(List.of("POST", "PUT"), "/a/b", "write");

        assertThat(find("GET", "/a/b")).isEqualTo(new Match.Found<>("read", Map.of()));
        assertThat(find("PUT", "/a/b")).isEqualTo(new Match.Found<>("write", Map.of()));
    }

    @Test
    void namesTheMethodsOfAllRoutesAtThePath() {
        routes.add(List.of("POST", "PUT"), "/a/b", "write");
        routes.add(List.of("GET"), "/:x/b", "read");
        routes.add(List.of("HEAD"), "/c/b", "other");

        Match<String> match = routes.find("DELETE", "/a/b");

        if (!(match instanceof Match.OtherMethods<String> other)) {
            throw new AssertionError(match);
        }
        assertThat(other.allowed()).containsExactly("GET", "POST", "PUT");
        assertThat(other.target()).isEqualTo("write");
    }

    @Test
    void takesAnySegmentButTheEmptyOneForAVariable() {
        routes.add(List.of("GET"), "/a/:name/:id", "x");

        assertThat(find("GET", "/a/b%20c/1")).isEqualTo(new Match.Found<>("x", Map.of("name", "b%20c", "id", "1")));
        assertThat(find("GET", "/a//1")).isEqualTo(new Match.Nothing<>());
        assertThat(find("GET", "/a/b/")).isEqualTo(new Match.Nothing<>());
    }

    @Test
    void comparesWholePaths() {
        routes.add(List.of("GET"), "/a/b", "x");

        for (String path : List.of("/a/b/", "/a", "/A/b", "a/b", "//a/b", "/a/b/c", "", "*")) {
            assertThat(find("GET", path)).as(path).isEqualTo(new Match.Nothing<>());
        }
    }

    @Test
    void findsTheRouteThatWasAddedFirst() {
        routes.add(List.of("GET"), "/a/:x", "first");
        routes.add(List.of("GET"), "/a/b", "second");

        assertThat(find("GET", "/a/b")).isEqualTo(new Match.Found<>("first", Map.of("x", "b")));
    }

    @Test
    void takesAColonInALiteralPathForItself() {
        routes.addLiteral(List.of("GET"), "/:a", "x");

        assertThat(find("GET", "/:a")).isEqualTo(new Match.Found<>("x", Map.of()));
        assertThat(find("GET", "/b")).isEqualTo(new Match.Nothing<>());
    }
}
