package io.mesher.net.http;

/**
 * What requests and responses have in common: the fields, and what they say of framing and connection. Filled by a parser that
 * has checked it; reused from message to message.
 */
public abstract sealed class MessageHead permits RequestHead, ResponseHead {
    private static final byte[] CLOSE = Ascii.bytes("close");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("keep-alive");
    private static final byte[] UPGRADE = Ascii.bytes("upgrade");

    /** Messages have one or two. */
    private static final int MAX_CONNECTION_OPTIONS = 32;

    private final Fields fields = new Fields();
    private int minorVersion;
    private BodyFraming framing = BodyFraming.NONE;
    private long contentLength;
    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;

    MessageHead() {}

    /** Forgets the message. */
    public void clear() {
        fields.clear();
        minorVersion = 0;
        framing = BodyFraming.NONE;
        contentLength = 0;
        close = false;
        keepAlive = false;
        upgrade = false;
    }

    public Fields fields() {
        return fields;
    }

    /** 0 or 1, of HTTP/1. */
    public int minorVersion() {
        return minorVersion;
    }

    public void minorVersion(int version) {
        minorVersion = version;
    }

    public BodyFraming framing() {
        return framing;
    }

    public void framing(BodyFraming newFraming, long newContentLength) {
        framing = newFraming;
        contentLength = newContentLength;
    }

    /** Bytes of the body; only with {@link BodyFraming#LENGTH}. */
    public long contentLength() {
        return contentLength;
    }

    public boolean hasBody() {
        return framing != BodyFraming.NONE && (framing != BodyFraming.LENGTH || contentLength > 0);
    }

    /** Whether the connection can take another message after this one (RFC 9112 §9.3). */
    public boolean isPersistent() {
        return !close && (minorVersion >= 1 || keepAlive);
    }

    /**
     * Whether {@code Connection} names {@code upgrade} and there is an {@code Upgrade} field. Never in HTTP/1.0 (RFC 9110 §7.8).
     */
    public boolean wantsUpgrade() {
        return upgrade && minorVersion >= 1 && fields.has(FieldName.UPGRADE);
    }

    /**
     * Reads {@code Connection}; to be called once when all fields are there.
     *
     * @return whether it has few enough options: each is compared with every field's name
     */
    public boolean readConnection() {
        int count = 0;
        for (int i = fields.find(FieldName.CONNECTION); i >= 0; i = fields.next(FieldName.CONNECTION, i + 1)) {
            FieldList options = new FieldList(fields, i);
            while (options.next()) {
                count++;
                close |= options.is(CLOSE);
                keepAlive |= options.is(KEEP_ALIVE);
                upgrade |= options.is(UPGRADE);
            }
        }
        return count <= MAX_CONNECTION_OPTIONS;
    }
}
