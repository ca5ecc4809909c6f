package io.mesher.registry.client.call;

/**
 * Whether and how a call may go to the registry.
 *
 * @param authorization a field line; empty for none
 * @param cause why it may not go; empty where it may
 */
record Admission(Kind kind, String authorization, String cause) {
    enum Kind {
        GRANTED,
        /** The account isn't let in. */
        DENIED,
        /** Nobody answered. */
        NO_ANSWER
    }

    static Admission granted(String authorization) {
        return new Admission(Kind.GRANTED, authorization, "");
    }

    static Admission denied(String cause) {
        return new Admission(Kind.DENIED, "", cause);
    }

    static Admission noAnswer(String cause) {
        return new Admission(Kind.NO_ANSWER, "", cause);
    }
}
