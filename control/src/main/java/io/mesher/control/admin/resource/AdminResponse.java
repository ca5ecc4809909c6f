package io.mesher.control.admin.resource;

import io.mesher.control.answer.Gzip;
import io.mesher.net.http.OwnResponse;
import java.nio.charset.StandardCharsets;

/**
 * An answer of the admin API.
 *
 * @param contentType ASCII
 * @param fields further ones, as {@code Name: value\r\n} lines
 * @param body sent as UTF-8; left out by itself where the request was HEAD
 * @param gzip whether it is sent compressed
 */
public record AdminResponse(int status, String contentType, String fields, String body, boolean gzip) {
    public AdminResponse(int status, String contentType, String body) {
        this(status, contentType, "", body, false);
    }

    public static AdminResponse text(int status, String body) {
        return new AdminResponse(status, "text/plain; charset=utf-8", body);
    }

    public static AdminResponse json(int status, String body) {
        return new AdminResponse(status, "application/json", body);
    }

    public AdminResponse with(String name, String value) {
        return new AdminResponse(status, contentType, fields + name + ": " + value + "\r\n", body, gzip);
    }

    /**
     * For a caller that may take it so. Nothing says Vary: no answer is stored.
     *
     * @param acceptEncoding the request's field; empty: it has none
     */
    public AdminResponse compressedFor(String acceptEncoding) {
        return body.length() > Gzip.MIN_BYTES && AcceptedEncoding.hasGzip(acceptEncoding)
                ? new AdminResponse(status, contentType, fields + "Content-Encoding: gzip\r\n", body, true)
                : this;
    }

    public OwnResponse own(OwnResponse.After after) {
        String all = "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nContent-Type: " + contentType
                + "\r\n" + fields;
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        // On the event loop, so fast before small.
        return OwnResponse.of(status, all, gzip ? Gzip.compressed(bytes) : bytes, after);
    }
}
