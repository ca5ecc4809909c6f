package io.mesher.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.base.MessageLimit;
import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.StatusCodes;
import io.mesher.core.telemetry.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/answers.md and {@link FailureResponse} together. */
class AnswersDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/answers.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\| (\\d+) \\| (\\d+) \\|");
    private static final Endpoint ENDPOINT = new Endpoint("10.0.0.5", 8080);

    /** All that are failures. */
    private static final List<ProxyFailure> ALL = List.of(
            new DownstreamFailure.Malformed("a bare LF"),
            new DownstreamFailure.RequestLineTooLong(8192),
            new DownstreamFailure.HeadTooLarge(MessageLimit.HEAD_FIELDS, 100),
            new DownstreamFailure.TooSlow("head", 10),
            new DownstreamFailure.Tls(),
            new DownstreamFailure.ConnectRefused(),
            new DownstreamFailure.NotForProxy(),
            new DownstreamFailure.UnsupportedExpectation(),
            new DownstreamFailure.LastHop(),
            new DownstreamFailure.Answered("true"),
            new DownstreamFailure.TraceRefused(),
            new DownstreamFailure.Gone(),
            new UpstreamFailure.ConnectFailed(ENDPOINT, "connect.failed", "Connection refused"),
            new UpstreamFailure.Closed(ENDPOINT, true),
            new UpstreamFailure.Refused(ENDPOINT, "too many streams"),
            new UpstreamFailure.TimedOut(ENDPOINT, 30_000),
            new DownstreamFailure.NotTaken(60_000),
            new DownstreamFailure.TunnelIdle(3_600_000),
            new UpstreamFailure.NotTaken(ENDPOINT, 60_000),
            new UpstreamFailure.BadMessage(ENDPOINT, "a bare LF"),
            new UpstreamFailure.TooLarge(ENDPOINT, MessageLimit.HEAD_BYTES, 32_768),
            new UpstreamFailure.Truncated(ENDPOINT),
            new InternalFailure.UnknownService("server"),
            new InternalFailure.AmbiguousService("server", List.of("SERVER", "Server")),
            new InternalFailure.NoInstance("server"),
            new InternalFailure.RegistryUnavailable("server", ENDPOINT + ": Connection refused"),
            new InternalFailure.LookupTimedOut("server", 5_000),
            new InternalFailure.Overload("server", "1024 connections"),
            new InternalFailure.Loop("mesher-server-1-out"),
            new InternalFailure.BreakerOpen("server", Direction.OUTGOING, false, false),
            new InternalFailure.IsolationFull("server", Direction.OUTGOING, 1000, false),
            new InternalFailure.StreamsFull("server", 10_000),
            new InternalFailure.FallbackForced("server", Direction.INCOMING, false),
            new InternalFailure.OutOfTime("server", 500, true),
            new InternalFailure.PortUndeclared(8081));

    @Test
    void everyKindOfFailureIsLookedAt() {
        Set<Class<?>> kinds = new HashSet<>();
        collectRecords(ProxyFailure.class, kinds);
        kinds.remove(DownstreamFailure.ConnectAccepted.class);
        assertThat(ALL).extracting(Object::getClass).doesNotHaveDuplicates();
        assertThat(ALL.stream().<Class<?>>map(Object::getClass)).containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void theTableHasEveryCodeWithBothStatusesAndNoOther() throws IOException {
        Set<String> expected = new TreeSet<>();
        for (ProxyFailure failure : ALL) {
            FailureResponse correct = FailureResponse.of(failure, StatusCodes.CORRECT, true);
            FailureResponse original = FailureResponse.of(failure, StatusCodes.ORIGINAL, true);
            assertThat(original.code()).isEqualTo(correct.code());
            expected.add(correct.code() + " " + correct.status() + " " + original.status());
        }
        List<String> rows = ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .map(AnswersDocumentTest::text)
                .toList();
        assertThat(rows).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void noTwoFailuresShareACode() {
        TreeMap<String, ProxyFailure> byCode = new TreeMap<>();
        for (ProxyFailure failure : ALL) {
            String code = FailureResponse.of(failure, StatusCodes.CORRECT, true).code();
            assertThat(byCode.put(code, failure)).as(code).isNull();
        }
    }

    @Test
    void onlyCallersOnTheSameMachineAreToldAddresses() {
        for (ProxyFailure failure : ALL) {
            FailureResponse toOthers = FailureResponse.of(failure, StatusCodes.CORRECT, false);
            assertThat(toOthers.cause() + toOthers.next()).doesNotContain(ENDPOINT.host());
        }
    }

    private static String text(MatchResult row) {
        return row.group(1) + " " + row.group(2) + " " + row.group(3);
    }

    private static void collectRecords(Class<?> type, Set<Class<?>> into) {
        if (type.isRecord()) {
            into.add(type);
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collectRecords(permitted, into);
        }
    }
}
