package io.mesher.control.admin;

/**
 * An answer of the admin API.
 *
 * @param contentType ASCII
 * @param body sent as UTF-8; left out by itself where the request was HEAD
 */
record AdminResponse(int status, String contentType, String body) {
    static AdminResponse text(int status, String body) {
        return new AdminResponse(status, "text/plain; charset=utf-8", body);
    }

    static AdminResponse json(int status, String body) {
        return new AdminResponse(status, "application/json", body);
    }
}
