package io.mesher.registry.client;

import io.mesher.net.client.CallFailure;
import io.mesher.net.client.CallResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What a {@link FakeRegistry} does with a call. */
sealed interface Reply {
    record Answer(CallResponse response) implements Reply {}

    record Failure(CallFailure failure) implements Reply {}

    record Hang() implements Reply {}

    record Late(CallResponse response, Duration after) implements Reply {}

    static Reply answer(int status, String body) {
        return answer(status, body, Map.of());
    }

    static Reply answer(int status, String body, Map<String, String> fields) {
        return new Answer(new CallResponse(status, fields, body.getBytes(StandardCharsets.UTF_8)));
    }

    static Reply error(String code, String message, String detail) {
        String body =
                "{\"errorCode\":\"" + code + "\",\"errorMessage\":\"" + message + "\",\"detail\":\"" + detail + "\"}";
        return answer(Integer.parseInt(code.substring(0, 3)), body);
    }

    /** One in whose reading the client has a defect: there is no body, not even an empty one. */
    static Reply defect(int status) {
        return new Answer(new CallResponse(status, Map.of(), null));
    }

    static Reply refused() {
        return new Failure(new CallFailure.NotConnected("connection refused"));
    }
}
