package io.mesher.base;

/** What a peer's message may have only so much of. */
public enum MessageLimit {
    START_LINE("the first line of the head is longer than ", " bytes"),
    HEAD_BYTES("the head is longer than ", " bytes"),
    HEAD_FIELDS("the head has more than ", " fields"),
    CONNECTION_OPTIONS("the Connection field has more than ", " options"),
    CHUNK_LINE("the size and extensions of a chunk are longer than ", " bytes"),
    CHUNK_EXTENSIONS("the extensions of all chunks together are longer than ", " bytes"),
    TRAILER_BYTES("the trailers are longer than ", " bytes"),
    TRAILERS("there are more than ", " trailers");

    private final String before;
    private final String unit;

    MessageLimit(String before, String unit) {
        this.before = before;
        this.unit = unit;
    }

    /** For people: what the message has more of than {@code max}. A clause without an end. */
    public String exceeded(int max) {
        return before + max + unit;
    }
}
