package io.mesher.app.demo;

/** Why the demo can't go on, told to a person: what happened, and what to do if that is known. */
final class DemoFailure extends Exception {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
