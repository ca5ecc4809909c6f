package io.mesher.control.admin;

import io.mesher.net.http.OwnResponse;
import java.nio.charset.StandardCharsets;

/**
 * An answer of the admin API.
 *
 * @param contentType ASCII
 * @param fields further ones, as {@code Name: value\r\n} lines
 * @param body sent as UTF-8; left out by itself where the request was HEAD
 */
record AdminResponse(int status, String contentType, String fields, String body) {
    AdminResponse(int status, String contentType, String body) {
        this(status, contentType, "", body);
    }

    static AdminResponse text(int status, String body) {
        return new AdminResponse(status, "text/plain; charset=utf-8", body);
    }

    static AdminResponse json(int status, String body) {
        return new AdminResponse(status, "application/json", body);
    }

    AdminResponse with(String name, String value) {
        return new AdminResponse(status, contentType, fields + name + ": " + value + "\r\n", body);
    }

    /** @param close whether the connection is to end behind it */
    OwnResponse own(boolean close) {
        String all = "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nContent-Type: " + contentType
                + "\r\n" + fields;
        return OwnResponse.of(status, all, body.getBytes(StandardCharsets.UTF_8), close);
    }
}
