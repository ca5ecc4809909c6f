package io.mesher.core.balance;

/** In which way an instance failed. */
public enum Failing {
    CONNECT("no connection to it"),
    /** The connection broke before the response was complete. */
    RESET("it closed the connection"),
    TIMEOUT("no response in time"),
    /** 502, 503 or 504. */
    STATUS("a status of 502 to 504"),
    /** What came isn't HTTP. */
    MALFORMED("a response that isn't HTTP"),
    /** What came has more of something than Mesher takes. Not counted against it. */
    TOO_LARGE("a response that is too large for Mesher"),
    /** Its Mesher had no connection to the application, and sent it nothing. Counted as the status that it answered. */
    UNSENT("its Mesher could not connect to the application"),
    /** It says that it did not process the request. Not counted against it. */
    REFUSED("it refused the request unprocessed"),
    /** Mesher has as much under way there as may be. Not counted against it. */
    FULL("no room for it in Mesher");

    private final String text;

    Failing(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
