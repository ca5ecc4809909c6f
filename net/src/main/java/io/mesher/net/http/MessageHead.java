package io.mesher.net.http;

/**
 * What requests and responses have in common: the fields, and what they say of framing and connection. Filled by a parser that
 * has checked it; reused from message to message.
 */
public abstract sealed class MessageHead permits RequestHead, ResponseHead {
    private static final byte[] CLOSE = Ascii.bytes("close");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("keep-alive");
    private static final byte[] UPGRADE = Ascii.bytes("upgrade");

    /** In all {@code Connection} fields together; messages have one or two. */
    public static final int MAX_CONNECTION_OPTIONS = 32;

    private final Fields fields = new Fields();
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private BodyLength bodyLength = BodyLength.NONE;
    private long contentLength;
    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;

    MessageHead() {}

    /** Forgets the message. */
    public void clear() {
        fields.clear();
        version = HttpVersion.HTTP_1_1;
        bodyLength = BodyLength.NONE;
        contentLength = 0;
        close = false;
        keepAlive = false;
        upgrade = false;
    }

    public Fields fields() {
        return fields;
    }

    /** The version in which the message came. */
    public HttpVersion version() {
        return version;
    }

    public void version(HttpVersion newVersion) {
        version = newVersion;
    }

    public BodyLength bodyLength() {
        return bodyLength;
    }

    /** @param newContentLength the announced bytes; also of a response that has no body, to a HEAD request */
    public void body(BodyLength newLength, long newContentLength) {
        bodyLength = newLength;
        contentLength = newContentLength;
    }

    /** Bytes of the body; only with {@link BodyLength#KNOWN}. */
    public long contentLength() {
        return contentLength;
    }

    public boolean hasBody() {
        return bodyLength != BodyLength.NONE && (bodyLength != BodyLength.KNOWN || contentLength > 0);
    }

    /** Whether the connection can take another message after this one (RFC 9112 §9.3). */
    public boolean isPersistent() {
        return !close && (version != HttpVersion.HTTP_1_0 || keepAlive);
    }

    /**
     * Whether {@code Connection} names {@code upgrade} and there is an {@code Upgrade} field. Only HTTP/1.1 has it (RFC 9110 §7.8).
     */
    public boolean wantsUpgrade() {
        return upgrade && version == HttpVersion.HTTP_1_1 && fields.has(FieldName.UPGRADE);
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
