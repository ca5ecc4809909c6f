package io.mesher.core.telemetry.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.catalog.Instance;
import io.mesher.core.catalog.LeftOut;
import io.mesher.core.catalog.Microservice;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decisions in words. */
class DecisionTextTest {
    @Test
    void tellsTheWholeWay() {
        assertThat(DecisionText.of(Decisions.retried())).isEqualTo("""
                2023-11-14T22:13:20.123Z outgoing GET http://server/x?y=1 -> 200 in 12.4 ms, trace 00000000000000000000000000000abc
                  destination: server, called by client
                  rule: 2 of 2, router.yaml:14: source client
                  subset: version 1.2.0, stage=test of 3 instances
                  limits: response 30 s, idle none, total none; retried only if that is safe; breaker and isolation passed
                  pick: 2 of 3 eligible (1 ejected)
                    10.0.0.3:80 (id3): ejected for 30 s more, 5 failures in a row, the last: no response in time
                  attempt 1: 10.0.0.1:80 (id1): no connection to it, 1.2 ms
                  pick: 1 of 3 eligible (1 tried already, 1 ejected)
                    10.0.0.1:80 (id1): tried already
                    10.0.0.3:80 (id3): ejected for 30 s more, 5 failures in a row, the last: no response in time
                  attempt 2: 10.0.0.2:80 (id2), reused connection after 0.1 ms: 200, 11.1 ms
                  time: look-up 0 ms, connections and pauses 1.3 ms, upload 0.02 ms, instance 11 ms, download 0.03 ms, Mesher 0.048 ms
                """);
    }

    @Test
    void tellsThatThereIsNoSuchService() {
        assertThat(DecisionText.of(Decisions.unknown())).isEqualTo("""
                2023-11-14T22:13:20.123Z outgoing POST http://nobody/ -> 404 service.unknown in 200 ms
                  destination: none found
                  time: look-up 199 ms, connections and pauses 0 ms, upload 0.02 ms, instance 0 ms, download 0.03 ms, Mesher 0.1 ms
                """);
    }

    @Test
    void namesInstancesThatWereInTheRegistryAndGotNothing() {
        Decision decision = Decisions.empty();
        decision.routing().destination("server");
        LeftOut.One one = new LeftOut.One("a", "10.0.0.1:80", "1.0", "DOWN in the registry");
        decision.routing().service(new Microservice("server", List.of()).with(new LeftOut(List.of(one), 0)));

        assertThat(DecisionText.of(decision.copy())).contains("""
                  subset: the latest version of 0 instances
                    10.0.0.1:80 (a), version 1.0: DOWN in the registry
                """);
        decision.routing().forget();
        assertThat(decision.routing().leftOut()).as("instances aren't kept").isEqualTo(LeftOut.NONE);
    }

    @Test
    void tellsAllOfItInOneLine() {
        assertThat(DecisionLine.of(Decisions.retried(), true))
                .isEqualTo("destination=server; rule=2/2 \"router.yaml:14\"; subset=\"version 1.2.0, stage=test\";"
                        + " gate=\"breaker and isolation passed\"; pick=\"2 of 3 eligible (1 ejected)\";"
                        + " attempt=10.0.0.1:80 \"no connection to it\" 1.2ms;"
                        + " pick=\"1 of 3 eligible (1 tried already, 1 ejected)\";"
                        + " attempt=10.0.0.2:80 200 11.1ms reused; lookup=0ms; waited=1.3ms; upload=0.02ms; upstream=11ms;"
                        + " own=0.048ms;"
                        + " trace=00000000000000000000000000000abc");
    }

    @Test
    void tellsNoAddressWhereItMustNot() {
        assertThat(DecisionLine.of(Decisions.retried(), false))
                .contains("rule=2/2; ", "attempt=#2 200 ")
                .doesNotContain("10.0.0.", "router.yaml", "id1");
    }

    @Test
    void lineIsBoundedAndPrintable() {
        Decision decision = Decisions.retried();
        decision.routing().destination("a\r\nSet-Cookie: ü".repeat(300));

        String line = DecisionLine.of(decision, true);

        assertThat(line).hasSize(DecisionLine.MAX_CHARACTERS).endsWith("...").matches("[ -~]*");
    }

    @Test
    void cutsALongTarget() {
        Decision decision = Decisions.empty();
        Decisions.line(decision, "GET /");
        Decisions.line(decision, "x\u001b[31m".repeat(100));
        Decisions.line(decision, "more");

        assertThat(decision.request().line()).hasSize(RequestNote.MAX_BYTES).startsWith("GET /x?[31m");
        assertThat(DecisionText.of(decision)).contains("... -> under way").matches("[ -~\n]*");
    }

    @Test
    void tellsNoSignature() {
        Decision decision = Decisions.empty();
        Decisions.line(decision, "GET http://files/a?b=c&X-Amz-Signature=d00d&e=f");

        assertThat(decision.request().line()).isEqualTo("GET http://files/a?b=c&X-Amz-Signature=REDACTED&e=f");
    }

    @Test
    void laterAttemptsStandInThePlaceOfTheLast() {
        Decision decision = Decisions.empty();
        for (int i = 0; i < 20; i++) {
            decision.pick(i);
            decision.attempt(i, new Instance("i" + i, "1", new Endpoint("h", 1)), 0, -1, -1, false);
        }

        assertThat(decision.attempts()).isEqualTo(Decision.MAX_ATTEMPTS);
        assertThat(decision.attempt(7).instance().id()).isEqualTo("i19");
    }
}
