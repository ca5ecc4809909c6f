package io.mesher.net.http;

import java.nio.charset.StandardCharsets;

/**
 * A response of Mesher's own. Immutable but for the arrays, which nobody changes.
 *
 * @param statusLine {@code HTTP/1.1 nnn reason}, with its CRLF
 * @param fields whole lines, without Content-Length, Date and Connection
 * @param body may be empty, is with 204 and 304; left out by itself where the request was HEAD
 * @param close whether the connection ends with it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record OwnResponse(byte[] statusLine, byte[] fields, byte[] body, boolean close) {
    /** @param fields as {@code Name: value\r\n} lines, a character for each byte */
    public static OwnResponse of(int status, String fields, byte[] body, boolean close) {
        return new OwnResponse(
                Ascii.bytes("HTTP/1.1 " + status + " " + reason(status) + "\r\n"),
                fields.getBytes(StandardCharsets.ISO_8859_1),
                body,
                close);
    }

    /**
     * Whether it has neither body nor Content-Length: 204 and 304 (RFC 9110 §8.6, §15.4.5). A 304 might have the length that a
     * 200 would have, which isn't known here.
     */
    public boolean isBodiless() {
        return isStatus('2', '0', '4') || isStatus('3', '0', '4');
    }

    private boolean isStatus(char hundreds, char tens, char units) {
        return statusLine[9] == hundreds && statusLine[10] == tens && statusLine[11] == units;
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 202 -> "Accepted";
            case 204 -> "No Content";
            case 301 -> "Moved Permanently";
            case 304 -> "Not Modified";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 417 -> "Expectation Failed";
            case 421 -> "Misdirected Request";
            case 426 -> "Upgrade Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            case 508 -> "Loop Detected";
            default -> "";
        };
    }
}
