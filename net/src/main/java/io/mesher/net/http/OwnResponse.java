package io.mesher.net.http;

/**
 * A response of Mesher's own. Immutable but for the arrays, which nobody changes.
 *
 * @param statusLine {@code HTTP/1.1 nnn reason}, with its CRLF
 * @param fields whole lines, without Content-Length, Date and Connection
 * @param body may be empty, is with 204; left out by itself where the request was HEAD
 * @param close whether the connection ends with it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record OwnResponse(byte[] statusLine, byte[] fields, byte[] body, boolean close) {
    /** @param fields as {@code Name: value\r\n} lines */
    public static OwnResponse of(int status, String fields, byte[] body, boolean close) {
        return new OwnResponse(
                Ascii.bytes("HTTP/1.1 " + status + " " + reason(status) + "\r\n"), Ascii.bytes(fields), body, close);
    }

    /** RFC 9110 §8.6: a 204 has no Content-Length. */
    public boolean isNoContent() {
        return statusLine[9] == '2' && statusLine[10] == '0' && statusLine[11] == '4';
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 417 -> "Expectation Failed";
            case 421 -> "Misdirected Request";
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
