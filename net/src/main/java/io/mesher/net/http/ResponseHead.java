package io.mesher.net.http;

/** The head of a response: status, reason, fields. */
public final class ResponseHead extends MessageHead {
    private int status;
    private int reasonStart;
    private int reasonEnd;

    public ResponseHead() {}

    @Override
    public void clear() {
        super.clear();
        status(0, 0, 0);
    }

    public void status(int newStatus, int newReasonStart, int newReasonEnd) {
        status = newStatus;
        reasonStart = newReasonStart;
        reasonEnd = newReasonEnd;
    }

    /** 100 to 599; 0 before it was read. */
    public int status() {
        return status;
    }

    /** The reason phrase's range in {@link Fields#bytes}; may be empty. */
    public int reasonStart() {
        return reasonStart;
    }

    public int reasonEnd() {
        return reasonEnd;
    }

    /** 1xx: a final response follows. 101 is the exception: it ends HTTP. */
    public boolean isInformational() {
        return status < 200 && status != 101;
    }
}
