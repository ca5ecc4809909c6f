package io.mesher.proxy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Fields;
import io.mesher.net.http1.ParsedHeads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C Trace Context level 1 and openzipkin/b3-propagation, as an intermediary is to keep them. */
class TraceStateTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String W3C = "traceparent: 00-" + TRACE + "-" + PARENT;
    private static final long OWN = 0x1111_1111_1111_1111L;

    private final TraceState state = new TraceState();
    private Fields fields = Fields.NONE;
    private double ratio;
    private boolean recording = true;

    /** What goes on: the caller's fields that stay, then ours. */
    private List<String> passedOn(String... lines) {
        List<String> head = new ArrayList<>(List.of("GET http://a/ HTTP/1.1", "Host: a"));
        head.addAll(List.of(lines));
        fields = ParsedHeads.request(head.toArray(String[]::new)).fields();
        state.clear();
        state.read(fields);
        RandomGenerator random = () -> OWN;
        state.begin(random, new TraceRatio(ratio), recording, false);
        state.dropReplaced(fields);
        AddedFields added = new AddedFields();
        state.append(added, state.attemptSpan(random));
        List<String> result = new ArrayList<>();
        for (int i = 1; i < fields.count(); i++) {
            if (!fields.isDropped(i)) {
                result.add(new String(
                                fields.bytes(),
                                fields.nameStart(i),
                                fields.nameEnd(i) - fields.nameStart(i),
                                StandardCharsets.ISO_8859_1)
                        + ": " + fields.value(i));
            }
        }
        String ours = new String(added.bytes(), 0, added.length(), StandardCharsets.ISO_8859_1);
        result.addAll(ours.lines().toList());
        return result;
    }

    @Test
    void withoutATraceOneBeginsInBothForms() {
        assertThat(passedOn())
                .containsExactly(
                        "traceparent: 00-11111111111111111111111111111111-1111111111111111-00",
                        "X-B3-TraceId: 11111111111111111111111111111111",
                        "X-B3-SpanId: 1111111111111111",
                        "X-B3-Sampled: 0");
        assertThat(state.parentId()).isZero();
    }

    @Test
    void aTraceThatBeginsHereIsSampledByItsRatio() {
        ratio = 1;
        assertThat(passedOn().getFirst()).endsWith("-01");
        // 0x1111… is 0.1333 of the whole.
        ratio = 0.14;
        assertThat(passedOn().getFirst()).endsWith("-01");
        ratio = 0.13;
        assertThat(passedOn().getFirst()).endsWith("-00");
    }

    @Test
    void aTraceparentGoesOnWithOurSpanAsTheParentAndTheCallersDecision() {
        assertThat(passedOn(W3C + "-01", "tracestate: a=b"))
                .containsExactly(
                        "tracestate: a=b",
                        "traceparent: 00-" + TRACE + "-1111111111111111-01",
                        "X-B3-TraceId: " + TRACE,
                        "X-B3-SpanId: 1111111111111111",
                        "X-B3-Sampled: 1",
                        "X-B3-ParentSpanId: " + PARENT);
        ratio = 1;
        assertThat(passedOn(W3C + "-00")).contains("traceparent: 00-" + TRACE + "-1111111111111111-00");
        assertThat(state.parentId()).isEqualTo(Long.parseLong(PARENT, 16));
    }

    @Test
    void theRandomFlagOfLevelTwoStays() {
        assertThat(passedOn(W3C + "-03")).contains("traceparent: 00-" + TRACE + "-1111111111111111-03");
        assertThat(passedOn(W3C + "-fe")).contains("traceparent: 00-" + TRACE + "-1111111111111111-02");
    }

    @Test
    void aLaterVersionIsReadAsTheFirstAndSentAsIt() {
        assertThat(passedOn("traceparent: cc-" + TRACE + "-" + PARENT + "-01-what.comes.later"))
                .contains("traceparent: 00-" + TRACE + "-1111111111111111-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-" + PARENT,
                "00-" + TRACE + "-" + PARENT + "-1",
                "00-" + TRACE + "-" + PARENT + "-01-more",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473x-" + PARENT + "-01",
                "cc-" + TRACE + "-" + PARENT + "-01.more",
                "00_" + TRACE + "-" + PARENT + "-01"
            })
    void aTraceparentThatIsNoneIsAsIfItWerentThereAndItsTracestateGoes(String value) {
        assertThat(passedOn("traceparent: " + value, "tracestate: a=b"))
                .contains("traceparent: 00-11111111111111111111111111111111-1111111111111111-00")
                .noneMatch(line -> line.startsWith("tracestate"));
    }

    @Test
    void twoTraceparentsAreNone() {
        assertThat(passedOn(W3C + "-01", W3C + "-01").getFirst()).startsWith("traceparent: 00-1111");
    }

    @Test
    void b3InOneFieldGoesOnInOneField() {
        assertThat(passedOn("b3: " + TRACE + "-" + PARENT + "-1-05e3ac9a4f6e3b90"))
                .containsExactly(
                        "traceparent: 00-" + TRACE + "-1111111111111111-01",
                        "b3: " + TRACE + "-1111111111111111-1-" + PARENT);
    }

    @Test
    void b3InManyFieldsGoesOnInMany() {
        assertThat(passedOn(
                        "X-B3-TraceId: " + TRACE,
                        "X-B3-SpanId: " + PARENT,
                        "X-B3-ParentSpanId: 05e3ac9a4f6e3b90",
                        "X-B3-Sampled: 1"))
                .containsExactly(
                        "traceparent: 00-" + TRACE + "-1111111111111111-01",
                        "X-B3-TraceId: " + TRACE,
                        "X-B3-SpanId: 1111111111111111",
                        "X-B3-Sampled: 1",
                        "X-B3-ParentSpanId: " + PARENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-B3-SpanId: " + PARENT, "X-B3-ParentSpanId: " + PARENT})
    void aPieceOfB3ThatSaysNothingAloneGoes(String piece) {
        assertThat(passedOn(piece))
                .containsExactly(
                        "traceparent: 00-11111111111111111111111111111111-1111111111111111-00",
                        "X-B3-TraceId: 11111111111111111111111111111111",
                        "X-B3-SpanId: 1111111111111111",
                        "X-B3-Sampled: 0");
    }

    @Test
    void idsOf64BitsStayShortInB3() {
        assertThat(passedOn("b3: a3ce929d0e0e4736-" + PARENT + "-0"))
                .containsExactly(
                        "traceparent: 00-0000000000000000a3ce929d0e0e4736-1111111111111111-00",
                        "b3: a3ce929d0e0e4736-1111111111111111-0-" + PARENT);
    }

    @Test
    void aDecisionAloneIsKept() {
        ratio = 1;
        assertThat(passedOn("b3: 0").getFirst())
                .isEqualTo("traceparent: 00-11111111111111111111111111111111-1111111111111111-00");
        assertThat(passedOn("X-B3-Sampled: 0").getFirst()).endsWith("-00");
        ratio = 0;
        assertThat(passedOn("X-B3-Sampled: true").getFirst()).endsWith("-01");
    }

    @Test
    void whereTheCallerLeavesTheDecisionItIsOurs() {
        ratio = 1;
        assertThat(passedOn("b3: " + TRACE + "-" + PARENT).getFirst()).endsWith("-01");
        ratio = 0;
        assertThat(passedOn("X-B3-TraceId: " + TRACE, "X-B3-SpanId: " + PARENT).getFirst())
                .endsWith("-00");
    }

    @Test
    void debugGoesOnAsDebug() {
        assertThat(passedOn("b3: " + TRACE + "-" + PARENT + "-d"))
                .contains("b3: " + TRACE + "-1111111111111111-d-" + PARENT);
        assertThat(passedOn("X-B3-TraceId: " + TRACE, "X-B3-SpanId: " + PARENT, "X-B3-Flags: 1"))
                .contains("X-B3-Flags: 1")
                .noneMatch(line -> line.startsWith("X-B3-Sampled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "", "-", "--", "1-2", TRACE, TRACE + "-", TRACE + "-" + PARENT + "0"})
    void b3ThatIsNoneBeginsATrace(String value) {
        assertThat(passedOn("b3: " + value).getFirst())
                .isEqualTo("traceparent: 00-11111111111111111111111111111111-1111111111111111-00");
    }

    @Test
    void ofTwoTracesTheW3CsGoesOnInBothForms() {
        assertThat(passedOn(W3C + "-01", "b3: a3ce929d0e0e4736-" + PARENT + "-0"))
                .containsExactly(
                        "traceparent: 00-" + TRACE + "-1111111111111111-01",
                        "b3: " + TRACE + "-1111111111111111-1-" + PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                W3C + "-01;tracestate: a=b",
                W3C + "-00;b3: 0",
                "traceparent: nonsense;tracestate: a=b",
                "b3: " + TRACE + "-" + PARENT,
                "b3: " + TRACE + "-" + PARENT + "-1",
                "X-B3-TraceId: " + TRACE + ";X-B3-SpanId: " + PARENT,
                "X-B3-Sampled: 1",
                "x-cse-context: {\"X-B3-TraceId\":\"" + TRACE + "\"}"
            })
    void withoutAnExporterNothingIsDecidedOrAdded(String lines) {
        recording = false;
        ratio = 1;
        String[] fields = lines.isEmpty() ? new String[0] : lines.split(";", -1);
        assertThat(passedOn(fields)).containsExactly(fields);
        assertThat(state.isActive()).isTrue();
    }

    @Test
    void anIdOfARequestIsTheTracesIfItLooksLikeOne() {
        passedOn("X-Request-Id: " + TRACE);
        assertThat(new String(state.digits(), 0, TraceState.TRACE_DIGITS, StandardCharsets.ISO_8859_1))
                .isEqualTo(TRACE);
        passedOn("X-Request-Id: order-4711");
        assertThat(state.traceHigh()).isEqualTo(OWN);
        passedOn("X-Request-Id: " + TRACE, "b3: 11111111111111112222222222222222-" + PARENT);
        assertThat(state.traceLow()).isEqualTo(0x2222_2222_2222_2222L);
    }

    @Test
    void attemptsHaveSpansOfTheirOwnWhereTheyAreTold() {
        List<Long> ids = new ArrayList<>(List.of(1L, 2L, 3L, 4L));
        state.clear();
        state.read(ParsedHeads.request("GET http://a/ HTTP/1.1", "Host: a").fields());
        state.begin(ids::removeFirst, new TraceRatio(1), true, false);
        assertThat(state.spanId()).isEqualTo(3);
        assertThat(state.attemptSpan(ids::removeFirst)).isEqualTo(4);
        AddedFields lines = new AddedFields();
        state.append(lines, 4);
        assertThat(lines.toString())
                .contains("traceparent: 00-00000000000000010000000000000002-0000000000000004-01\r\n")
                .contains("X-B3-ParentSpanId: 0000000000000003\r\n");
    }

    // --- in frameworks' own fields

    private static final String SHORT = "a3ce929d0e0e4736";

    @Test
    void javaChassisHasItsTraceInItsContextWhichStays() {
        String context = "x-cse-context: {\"x-cse-src-microservice\":\"web\",\"X-B3-TraceId\":\"" + SHORT + "\"}";
        assertThat(passedOn(context))
                .containsExactly(
                        context,
                        "traceparent: 00-0000000000000000" + SHORT + "-1111111111111111-00",
                        "X-B3-TraceId: " + SHORT,
                        "X-B3-SpanId: 1111111111111111",
                        "X-B3-Sampled: 0");
        assertThat(state.parentId()).isZero();
    }

    @Test
    void aSpanAndADecisionInItCount() {
        assertThat(passedOn("x-cse-context: { \"X-B3-Sampled\" : \"1\", \"X-B3-SpanId\":\"" + PARENT
                        + "\",\"X-B3-TraceId\":\"" + TRACE + "\"}"))
                .contains(
                        "traceparent: 00-" + TRACE + "-1111111111111111-01",
                        "X-B3-TraceId: " + TRACE,
                        "X-B3-ParentSpanId: " + PARENT);
    }

    @Test
    void fieldsForTracesCountMore() {
        String context = "x-cse-context: {\"X-B3-TraceId\":\"" + SHORT + "\"}";
        assertThat(passedOn(context, W3C + "-01")).contains("traceparent: 00-" + TRACE + "-1111111111111111-01");
        assertThat(passedOn(context, "b3: " + TRACE + "-" + PARENT + "-1"))
                .contains("b3: " + TRACE + "-1111111111111111-1-" + PARENT);
        assertThat(passedOn(context, "x-invocation-context: {\"x-trace-id\":\"" + TRACE + "\"}"))
                .contains("X-B3-TraceId: " + SHORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x-trace-id\":\"" + TRACE + "\"}",
                "%7B%22x-microservice-name%22%3A%22web%22%2C%22x-trace-id%22%3A%22" + TRACE + "%22%7D",
                "%7b%22x-trace-id%22%3a%224BF92F35-77B3-4DA6-A3CE-929D0E0E4736%22%7d",
            })
    void springCloudHuaweiHasItsTraceInItsContext(String value) {
        assertThat(passedOn("x-invocation-context: " + value))
                .contains("x-invocation-context: " + value, "traceparent: 00-" + TRACE + "-1111111111111111-00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "x",
                "{\"\"",
                "{\"X-B3-TraceId\"",
                "{\"X-B3-TraceId\":",
                "{\"X-B3-TraceId\":\"",
                "{\"X-B3-TraceId\":\"\\",
                "{\"X-B3-TraceId\":\"\"}",
                "{\"X-B3-TraceId\":17}",
                "{\"a\":17,\"X-B3-TraceId\":\"" + TRACE + "\"}",
                "{\"X-B3-TraceId\":\"4bf9\"}",
                "{\"X-B3-TraceId\":\"" + TRACE + "0\"}",
                "{\"X-B3-TraceId\":\"\\u0034bf92f3577b34da6a3ce929d0e0e\"}",
                "{\"X-B3-TraceId\":\"4bf92f3577b34da6a3ce929d0e0e473x\"}",
                "{\"X-B3-TraceId\":\"0000000000000000\"}",
                "{\"X-B3-TraceId\":\"00000000000000000000000000000000\"}",
                "{\"X-B3-TraceId\":\"4BF92F35-77B3-4DA6-A3CE-929D0E0E-736\"}",
                "{\"X-B3-TraceId\":\"4BF92F35077B3-4DA6-A3CE-929D0E0E4736\"}",
                "{\"note\":\"X-B3-TraceId\\\":\\\"" + TRACE + "\"}",
                "%",
                "%7",
                "%7B%22x-trace-id%22%3A%22%FF%22%7D",
                "%7B%22x-trace-id%22%3A%22sixteen-letters!%22%7D"
            })
    void whatIsNoTracesIdThereIsAsIfItWerentThere(String value) {
        assertThat(passedOn(
                        "x-cse-context: " + value,
                        "x-invocation-context: " + value.replace("X-B3-TraceId", "x-trace-id")))
                .contains("traceparent: 00-11111111111111111111111111111111-1111111111111111-00");
    }

    @Test
    void anOverlongContextIsNotRead() {
        String value = "{\"x-trace-id\":\"" + TRACE + "\",\"a\":\"" + "a".repeat(8192) + "\"}";
        assertThat(passedOn("x-invocation-context: " + value))
                .contains("traceparent: 00-11111111111111111111111111111111-1111111111111111-00");
    }
}
