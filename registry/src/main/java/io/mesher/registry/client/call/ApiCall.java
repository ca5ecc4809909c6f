package io.mesher.registry.client.call;

/**
 * One call to the registry, at whichever address.
 *
 * @param target path and query, encoded
 * @param consumerId our service's id, sent as {@code X-ConsumerId}; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record ApiCall(String method, String target, String consumerId, byte[] body) {
    private static final byte[] EMPTY = {};

    static ApiCall of(String method, String target) {
        return new ApiCall(method, target, "", EMPTY);
    }

    static ApiCall of(String method, String target, byte[] body) {
        return new ApiCall(method, target, "", body);
    }

    ApiCall by(String consumer) {
        return new ApiCall(method, target, consumer, body);
    }
}
