package io.mesher.control.export;

import io.mesher.core.config.TracingConfig.Protocol;
import io.mesher.net.client.CallFailure;
import io.mesher.net.client.CallResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What became of a batch. */
sealed interface Delivery {
    /** @param rejected spans of it that were refused all the same, with the collector's reason */
    record Taken(long rejected, String why) implements Delivery {}

    /** @param pauseNanos until it may be tried again, as the collector says; 0: it doesn't say */
    record Later(String why, long pauseNanos) implements Delivery {}

    /**
     * Trying again wouldn't help.
     *
     * @param advice what to look at
     */
    record Refused(String why, String advice) implements Delivery {}

    /** Of the collector's words, for a log line. */
    int MAX_TOLD_CHARACTERS = 200;

    long MAX_PAUSE_SECONDS = 300;

    static Delivery of(CallFailure failure) {
        return switch (failure) {
            case CallFailure.NotConnected not -> new Later(not.cause(), 0);
            case CallFailure.TimedOut late -> new Later(late.cause(), 0);
            case CallFailure.Broken broken -> new Later(broken.cause(), 0);
            case CallFailure.TooLarge large -> new Refused(large.cause(), "is mesher.tracing.endpoint a collector?");
        };
    }

    /** Which statuses are worth another try: OTLP 1.x, "Failures"; Zipkin says nothing about it. */
    static Delivery of(CallResponse response, Protocol protocol) {
        int status = response.status();
        if (status < 300) {
            return protocol == Protocol.OTLP ? taken(PartialSuccess.read(response.body())) : new Taken(0, "");
        }
        String why = "status " + status + words(response);
        return switch (status) {
            case 429, 502, 503, 504 -> new Later(why, pauseNanos(response.field("retry-after")));
            case 401, 403 -> new Refused(why, "are the credentials in mesher.tracing.headers right?");
            case 404, 405 -> new Refused(why, "is the path of mesher.tracing.endpoint right?");
            case 415 -> new Refused(why, "try mesher.tracing.compression: none");
            case 413 -> new Refused(why, "make mesher.tracing.batchSize smaller");
            default -> new Refused(why, "are mesher.tracing.endpoint and mesher.tracing.exporter right?");
        };
    }

    private static Taken taken(PartialSuccess partial) {
        return new Taken(partial.rejected(), line(partial.message()));
    }

    /** Seconds; a date isn't looked at, since collectors don't write one. */
    private static long pauseNanos(@Nullable String field) {
        if (field == null || field.isEmpty() || field.length() > 9) {
            return 0;
        }
        long seconds = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            seconds = 10 * seconds + c - '0';
        }
        return Math.min(seconds, MAX_PAUSE_SECONDS) * 1_000_000_000L;
    }

    private static String words(CallResponse response) {
        String type = response.field("content-type");
        boolean readable = type != null && (type.startsWith("text/plain") || type.startsWith("application/json"));
        String words = readable ? line(new String(response.body(), StandardCharsets.UTF_8)) : "";
        return words.isEmpty() ? "" : ": " + words;
    }

    /** A collector's text may not begin a line of our log. */
    private static String line(String text) {
        StringBuilder line = new StringBuilder();
        int end = Math.min(text.length(), MAX_TOLD_CHARACTERS);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c);
        }
        return line.toString().strip();
    }
}
