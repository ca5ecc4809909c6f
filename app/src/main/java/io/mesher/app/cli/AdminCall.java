package io.mesher.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Questions to a running Mesher's admin API.
 *
 * @param address {@code host:port}
 * @param token for an API that wants one; empty: none
 */
record AdminCall(String address, String token) {
    private static final int CONNECT_MILLIS = 2_000;
    /** Beyond what the API takes itself for its slowest answer. */
    private static final int READ_MILLIS = 10_000;

    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** What came. */
    record Answer(int status, String body) {}

    /**
     * Asks.
     *
     * @param target path and query, encoded
     * @throws IOException where nobody answers, or not HTTP
     */
    Answer get(String target) throws IOException {
        // To be asked directly, whatever proxy the JVM was told.
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + address + target).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        if (!token.isEmpty()) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        try {
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new IOException("its answer is not HTTP");
            }
            return new Answer(status, text(status < 400 ? connection.getInputStream() : connection.getErrorStream()));
        } finally {
            connection.disconnect();
        }
    }

    private static String text(@Nullable InputStream body) throws IOException {
        if (body == null) {
            return "";
        }
        try (body) {
            return new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        }
    }

    /** {@code name=value}, encoded. */
    static String parameter(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
