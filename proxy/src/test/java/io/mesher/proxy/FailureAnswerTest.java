package io.mesher.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.core.catalog.Endpoint;
import io.mesher.core.config.StatusCodes;
import io.mesher.core.failure.DownstreamFailure;
import io.mesher.core.failure.FailureResponse;
import io.mesher.core.failure.InternalFailure;
import io.mesher.core.failure.ProxyFailure;
import io.mesher.core.failure.UpstreamFailure;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.OwnResponse.After;
import io.mesher.net.http1.ParsedHeads;
import io.mesher.net.http1.ReasonPhrases;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class FailureAnswerTest {
    static List<ProxyFailure> failures() {
        Endpoint endpoint = new Endpoint("10.0.0.5", 8080);
        return List.of(
                new DownstreamFailure.Malformed("the \"name\" is \u0001 wrong"),
                new DownstreamFailure.LastHop(),
                new DownstreamFailure.NotForProxy(),
                new UpstreamFailure.ConnectFailed(endpoint, "connect.failed", "Connection refused"),
                new UpstreamFailure.TimedOut(endpoint, 30_000),
                new InternalFailure.UnknownService("caf\u00e9\"\\\n"),
                new InternalFailure.NoInstance("server"),
                new InternalFailure.Loop("mesher-a-out"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void programsGetProblemJson(ProxyFailure failure) {
        FailureResponse response = FailureResponse.of(failure, StatusCodes.CORRECT, true);
        OwnResponse answer = FailureAnswer.of(response, true, "");
        assertThat(fields(answer)).contains("Content-Type: application/problem+json\r\n");
        assertThat(json(answer.body()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "type", "about:blank",
                        "title", response.cause(),
                        "status", Integer.toString(response.status()),
                        "code", response.code(),
                        "detail", response.next()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void peopleGetText(ProxyFailure failure) {
        FailureResponse response = FailureResponse.of(failure, StatusCodes.CORRECT, true);
        OwnResponse answer = FailureAnswer.of(response, false, "");
        assertThat(fields(answer)).contains("Content-Type: text/plain; charset=utf-8\r\n");
        String expected = response.next().isEmpty()
                ? response.cause() + "\n"
                : response.cause() + "\n" + response.next() + "\n[mesher: " + response.code() + "]\n";
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void theCodeIsAFieldToo(ProxyFailure failure) {
        FailureResponse response = FailureResponse.of(failure, StatusCodes.CORRECT, true);
        OwnResponse answer = FailureAnswer.of(response, true, "");
        assertThat(fields(answer))
                .contains("X-Mesher-Code: " + response.code() + "\r\n", "X-Content-Type-Options: nosniff\r\n")
                .matches("([A-Za-z-]+: [\\x20-\\x7e]+\r\n)+");
        assertThat(answer.status()).isEqualTo(response.status());
        assertThat(ReasonPhrases.of(answer.status())).matches("[A-Z][A-Za-z ]+");
    }

    @ParameterizedTest
    @CsvSource({"503, true", "502, false", "504, false", "404, false"})
    void whatPassesByItselfNamesATimeToRetry(int status, boolean named) {
        OwnResponse answer = FailureAnswer.of(new FailureResponse(status, "a.b", "c", "d"), false, "");
        assertThat(fields(answer).contains("Retry-After: 1\r\n")).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({
        "400, true",
        "408, true",
        "414, true",
        "431, true",
        "501, true",
        "200, false",
        "404, false",
        "417, false",
        "502, false",
        "503, false",
        "504, false",
        "508, false"
    })
    void whatCouldNotBeUnderstoodEndsTheConnection(int status, boolean close) {
        assertThat(FailureAnswer.of(new FailureResponse(status, "a.b", "c", "d"), true, "")
                        .after())
                .isEqualTo(close ? After.NOTHING : After.NEXT_REQUEST);
    }

    // --- who gets which

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/problem+json",
                "text/html, application/json;q=0.9",
                "Application/JSON",
                "application/vnd.api+json"
            })
    void whoAcceptsJsonGetsIt(String accept) {
        assertThat(FailureAnswer.wantsJson(ParsedHeads.request("GET / HTTP/1.1", "Host: x", "aCCept: " + accept)
                        .fields()))
                .isTrue();
    }

    @Test
    void itMayStandInAnyOfSeveralLines() {
        assertThat(FailureAnswer.wantsJson(ParsedHeads.request(
                                "GET / HTTP/1.1", "Host: x", "Accept: text/plain", "Accept: application/json")
                        .fields()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/html", "application/*", ""})
    void othersGetText(String accept) {
        assertThat(FailureAnswer.wantsJson(ParsedHeads.request(
                                "GET / HTTP/1.1", "Host: x", "Accept: " + accept, "X-Accept: application/json")
                        .fields()))
                .isFalse();
    }

    @Test
    void anExchangeAnswersAsTheRequestAccepts() {
        try (ExchangeFixture fixture = new ExchangeFixture(1)) {
            fixture.request("GET http://nobody/ HTTP/1.1", "Host: nobody", "Accept: application/json");
            assertThat(json(fixture.caller.lastAnswer().body())).containsEntry("code", "service.unknown");
            fixture.request("GET http://nobody/ HTTP/1.1", "Host: nobody");
            assertThat(new String(fixture.caller.lastAnswer().body(), StandardCharsets.UTF_8))
                    .startsWith("No service is called \"nobody\".\n");
        }
    }

    @Test
    void aDocumentIsSentAsItIs() {
        OwnResponse answer = FailureAnswer.of(
                FailureResponse.of(new DownstreamFailure.Answered("{\"a\":1}"), StatusCodes.CORRECT, false), true, "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(fields(answer)).contains("Content-Type: application/json\r\n");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "::1, true", "10.9.9.9, false", "2001:db8::1, false"})
    void onlyCallersOnTheSameMachineReadAddresses(String peer, boolean told) {
        InetAddress address = InetAddress.ofLiteral(peer);
        try (ExchangeFixture fixture =
                new ExchangeFixture(1, address, OutgoingPipeline.filters(ExchangeFixture.SETTINGS, null))) {
            fixture.get();
            fixture.connectFails();
            assertThat(new String(fixture.caller.lastAnswer().body(), StandardCharsets.UTF_8).contains("10.0.0.1:80"))
                    .isEqualTo(told);
        }
    }

    private static String fields(OwnResponse answer) {
        return answer.fields().toString();
    }

    private static Map<String, String> json(byte[] body) {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                assertThat(parser.nextToken().isScalarValue()).isTrue();
                assertThat(values.put(name, parser.getString())).isNull();
            }
            assertThat(parser.currentToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextToken()).isNull();
        }
        return values;
    }
}
