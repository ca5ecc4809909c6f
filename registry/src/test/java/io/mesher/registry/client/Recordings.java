package io.mesher.registry.client;

import io.mesher.net.client.CallResponse;
import io.mesher.registry.client.call.CallOutcome;
import io.mesher.registry.wire.BadJson;
import io.mesher.registry.wire.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers of a real Service Center. */
final class Recordings {
    private Recordings() {}

    static CallOutcome.Answer answer(String name) {
        return new CallOutcome.Answer(ClientFixture.FIRST, response(name));
    }

    static CallResponse response(String name) {
        int[] status = {0};
        String[] body = {""};
        Map<String, String> fields = new HashMap<>();
        try {
            JsonReader.document(bytes(name + ".json"), json -> {
                json.object(top -> {
                    if (!top.equals("response")) {
                        json.skip();
                        return;
                    }
                    json.object(field -> {
                        switch (field) {
                            case "status" -> status[0] = json.integer();
                            case "bodyText" -> body[0] = json.string();
                            case "headers" -> {
                                for (List<String> pair : json.list(JsonReader::strings)) {
                                    fields.putIfAbsent(pair.get(0).toLowerCase(Locale.ROOT), pair.get(1));
                                }
                            }
                            default -> json.skip();
                        }
                    });
                });
                return status;
            });
        } catch (BadJson e) {
            throw new AssertionError(name, e);
        }
        return new CallResponse(status[0], fields, body[0].getBytes(StandardCharsets.UTF_8));
    }

    /** Text frames of a recorded WebSocket. */
    static List<String> frames(String name) {
        try {
            return new String(bytes(name), StandardCharsets.UTF_8)
                    .lines()
                    .map(Recordings::raw)
                    .filter(frame -> !frame.isEmpty())
                    .toList();
        } catch (UncheckedIOException e) {
            throw new AssertionError(name, e);
        }
    }

    private static String raw(String line) {
        String[] raw = {""};
        boolean[] message = {false};
        try {
            JsonReader.document(line.getBytes(StandardCharsets.UTF_8), json -> {
                json.object(field -> {
                    switch (field) {
                        case "event" -> message[0] = json.string().equals("message");
                        case "raw" -> raw[0] = json.string();
                        default -> json.skip();
                    }
                });
                return raw;
            });
        } catch (BadJson e) {
            throw new AssertionError(line, e);
        }
        return message[0] ? raw[0] : "";
    }

    private static byte[] bytes(String file) {
        try (InputStream in = Recordings.class.getResourceAsStream("/recordings/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
