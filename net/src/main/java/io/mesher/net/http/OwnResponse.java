package io.mesher.net.http;

/**
 * A response of Mesher's own, for any version of HTTP. Immutable but for the array, which nobody changes.
 *
 * @param fields without Content-Length, Date and Connection
 * @param body may be empty, is with 204 and 304; left out by itself where the request was HEAD
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record OwnResponse(int status, FieldBlock fields, byte[] body, After after) {
    /** What can be made of the bytes that follow the answered request on the same connection. */
    public enum After {
        /** The next request. */
        NEXT_REQUEST,
        /** The answered request was a CONNECT: requests to the host that it names. */
        REQUESTS_INSIDE,
        /** Nothing: the request wasn't understood, so its end is unknown. HTTP/1 closes the connection. */
        NOTHING
    }

    /** @param fields as {@code Name: value\r\n} lines, a character for each byte */
    public static OwnResponse of(int status, String fields, byte[] body, After after) {
        return new OwnResponse(status, FieldBlock.of(fields), body, after);
    }

    /** With further {@code Name: value\r\n} lines. */
    public OwnResponse and(String lines) {
        return new OwnResponse(status, fields.and(lines), body, after);
    }

    /**
     * Whether it has neither body nor Content-Length: 204, 304, what accepts a CONNECT (RFC 9110 §8.6, §15.4.5, §9.3.6). A 304 might
     * have the length that a 200 would have, which isn't known here.
     */
    public boolean isBodiless() {
        return status == 204 || status == 304 || after == After.REQUESTS_INSIDE;
    }
}
