package io.mesher.it.component;

import static io.mesher.it.component.Message.head;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A route's edits of fields that Mesher adds itself, as the instance gets them. */
@Timeout(600)
class FieldEditsIT {
    private static final String ROUTE = """
            mesher.routes.app:
              - name: edits
                match: {path: {prefix: /}}
                requestHeaders:
                  remove: [X-B3-TraceId, X-Forwarded-For, X-Request-Deadline]
                  set: {X-Request-Id: fixed, traceparent: "00-1", x-cse-context: "{}"}
                  add: {X-More: "2", X-Forwarded-Port: "9090"}
            """;

    private static Message arrived(Path home, String yaml) throws IOException {
        try (Application app = Application.saying("well");
                MesherProcess mesher = new MesherSetup(home)
                        .service("app", app.address())
                        .yaml(yaml)
                        .start()) {
            assertThat(mesher.askOut(head(
                                    "GET http://app:8080/ HTTP/1.1",
                                    "Host: app",
                                    "X-B3-TraceId: 463ac35c9f6413ad48485a3953bb6124",
                                    "X-B3-SpanId: a2fb4a1d1a96d312",
                                    "X-Request-Deadline: 20000",
                                    "X-More: 1"))
                            .status())
                    .isEqualTo(200);
            return app.onlyRequest();
        }
    }

    @Test
    void theRouteHasTheLastWord(@TempDir Path home) throws IOException {
        Message request = arrived(home, ROUTE);

        assertThat(request.values("x-request-id")).containsExactly("fixed");
        assertThat(request.values("traceparent")).containsExactly("00-1");
        assertThat(request.values("x-cse-context")).containsExactly("{}");
        for (String removed : List.of("x-b3-traceid", "x-forwarded-for", "x-request-deadline")) {
            assertThat(request.values(removed)).as(removed).isEmpty();
        }
        assertThat(request.values("x-more")).containsExactly("1", "2");
        assertThat(request.values("x-forwarded-port")).containsExactly("8080", "9090");
    }

    /** Else the first test could pass without Mesher adding anything. */
    @Test
    void withoutTheRouteMesherAddsThem(@TempDir Path home) throws IOException {
        Message request = arrived(home, "");

        for (String added : List.of(
                "x-request-id",
                "x-cse-context",
                "x-b3-traceid",
                "x-forwarded-for",
                "x-forwarded-port",
                "x-request-deadline")) {
            assertThat(request.values(added)).as(added).hasSize(1);
        }
    }
}
