package io.mesher.net.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The field names that mean something to an intermediary; all others are {@link #OTHER} and pass as they came. */
public enum FieldName {
    OTHER(""),
    AUTHORIZATION("Authorization"),
    B3("b3"),
    CONNECTION("Connection"),
    CONTENT_LENGTH("Content-Length"),
    CONTENT_TYPE("Content-Type"),
    COOKIE("Cookie"),
    DATE("Date"),
    EXPECT("Expect"),
    HOST("Host"),
    HTTP2_SETTINGS("HTTP2-Settings"),
    IDEMPOTENCY_KEY("Idempotency-Key"),
    KEEP_ALIVE("Keep-Alive"),
    MAX_FORWARDS("Max-Forwards"),
    PROXY_AUTHENTICATE("Proxy-Authenticate"),
    PROXY_AUTHENTICATION_INFO("Proxy-Authentication-Info"),
    PROXY_AUTHORIZATION("Proxy-Authorization"),
    PROXY_CONNECTION("Proxy-Connection"),
    TE("TE"),
    TRACEPARENT("traceparent"),
    TRACESTATE("tracestate"),
    TRAILER("Trailer"),
    TRANSFER_ENCODING("Transfer-Encoding"),
    UPGRADE("Upgrade"),
    USER_AGENT("User-Agent"),
    VIA("Via"),
    WWW_AUTHENTICATE("WWW-Authenticate"),
    X_B3_FLAGS("X-B3-Flags"),
    X_B3_PARENT_SPAN_ID("X-B3-ParentSpanId"),
    X_B3_SAMPLED("X-B3-Sampled"),
    X_B3_SPAN_ID("X-B3-SpanId"),
    X_B3_TRACE_ID("X-B3-TraceId"),
    X_CSE_CONTEXT("x-cse-context"),
    X_FORWARDED_FOR("X-Forwarded-For"),
    X_FORWARDED_HOST("X-Forwarded-Host"),
    X_FORWARDED_PORT("X-Forwarded-Port"),
    X_FORWARDED_PROTO("X-Forwarded-Proto"),
    X_INVOCATION_CONTEXT("x-invocation-context"),
    X_MESHER_EXPLAIN("X-Mesher-Explain"),
    X_MESHER_UNSENT("X-Mesher-Unsent"),
    X_REQUEST_DEADLINE("X-Request-Deadline"),
    X_REQUEST_ID("X-Request-Id");

    private static final FieldName[][] BY_LENGTH = byLength();

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // Never written.
    private final byte[] lowerCase;

    FieldName(String text) {
        this.text = text;
        this.lowerCase = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    }

    /** As it is usually written. */
    public String text() {
        return text;
    }

    /** The name in {@code bytes[from..to)}, whatever its case. */
    static FieldName of(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < BY_LENGTH.length) {
            for (FieldName candidate : BY_LENGTH[length]) {
                if (Ascii.equalsIgnoreCase(bytes, from, to, candidate.lowerCase)) {
                    return candidate;
                }
            }
        }
        return OTHER;
    }

    private static FieldName[][] byLength() {
        int longest = 0;
        for (FieldName name : values()) {
            longest = Math.max(longest, name.text.length());
        }
        FieldName[][] table = new FieldName[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            int wanted = length;
            table[length] = Arrays.stream(values())
                    .filter(name -> name != OTHER && name.text.length() == wanted)
                    .toArray(FieldName[]::new);
        }
        return table;
    }
}
