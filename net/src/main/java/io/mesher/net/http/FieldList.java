package io.mesher.net.http;

/** Walks the members of a comma-separated field value (RFC 9110 §5.6.1); empty members are passed over. */
public final class FieldList {
    private final byte[] bytes;
    private final int limit;
    private int at;
    private int start;
    private int end;

    public FieldList(Fields fields, int field) {
        this.bytes = fields.bytes();
        this.at = fields.valueStart(field);
        this.limit = fields.valueEnd(field);
    }

    /** Goes to the next member; false when there is none. */
    public boolean next() {
        while (at < limit) {
            start = at;
            while (at < limit && bytes[at] != ',') {
                at++;
            }
            end = at;
            at++;
            trim();
            if (start < end) {
                return true;
            }
        }
        return false;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    public boolean is(byte[] lowerCase) {
        return Ascii.equalsIgnoreCase(bytes, start, end, lowerCase);
    }

    private void trim() {
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (end > start && isSpace(bytes[end - 1])) {
            end--;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t';
    }
}
