package io.mesher.net.http;

import java.nio.charset.StandardCharsets;

/** The head of a request: method, target, fields. Ranges refer to {@link Fields#bytes}. */
public final class RequestHead extends MessageHead {
    /** The forms of a request target (RFC 9112 §3.2). */
    public enum TargetForm {
        /** {@code /path?query}: to an origin server. */
        ORIGIN,
        /** {@code http://host/path?query}: to a proxy. */
        ABSOLUTE,
        /** {@code host:port}, of CONNECT. */
        AUTHORITY,
        /** {@code *}, of OPTIONS. */
        ASTERISK
    }

    private Method method = Method.OTHER;
    private int methodStart;
    private int methodEnd;
    private TargetForm form = TargetForm.ORIGIN;
    private int hostStart;
    private int hostEnd;
    private int authorityEnd;
    private int port;
    private int pathStart;
    private int pathEnd;
    private boolean expectsContinue;

    public RequestHead() {}

    @Override
    public void clear() {
        super.clear();
        method = Method.OTHER;
        methodStart = 0;
        methodEnd = 0;
        form = TargetForm.ORIGIN;
        pathStart = 0;
        pathEnd = 0;
        hostStart = 0;
        hostEnd = 0;
        authorityEnd = 0;
        port = 0;
        expectsContinue = false;
    }

    public void method(int start, int end) {
        methodStart = start;
        methodEnd = end;
        method = Method.of(fields().bytes(), start, end);
    }

    public Method method() {
        return method;
    }

    public int methodStart() {
        return methodStart;
    }

    public int methodEnd() {
        return methodEnd;
    }

    public void target(TargetForm newForm, int newPathStart, int newPathEnd) {
        form = newForm;
        pathStart = newPathStart;
        pathEnd = newPathEnd;
    }

    public TargetForm form() {
        return form;
    }

    /**
     * Path and query as they came, never normalised, but with UTF-8 percent-encoded. Empty, or beginning with {@code ?}, where the URL
     * has no path.
     */
    public int pathStart() {
        return pathStart;
    }

    public int pathEnd() {
        return pathEnd;
    }

    /** Where the query's {@code ?} stands, after the path alone; {@link #pathEnd} where there is none. */
    public int queryMark() {
        byte[] bytes = fields().bytes();
        int at = pathStart;
        while (at < pathEnd && bytes[at] != '?') {
            at++;
        }
        return at;
    }

    /** An IPv6 literal's range is without its brackets. {@code newPort}: 0 when there is none. */
    public void authority(int newHostStart, int newHostEnd, int newAuthorityEnd, int newPort) {
        hostStart = newHostStart;
        hostEnd = newHostEnd;
        authorityEnd = newAuthorityEnd;
        port = newPort;
    }

    /** The host of the URL, or of {@code Host} where the target has none; empty where neither has. */
    public int hostStart() {
        return hostStart;
    }

    public int hostEnd() {
        return hostEnd;
    }

    /** Where the authority begins, an IPv6 literal's bracket included. */
    public int authorityStart() {
        return hostStart > 0 && fields().bytes()[hostStart - 1] == '[' ? hostStart - 1 : hostStart;
    }

    /** Behind host and port. */
    public int authorityEnd() {
        return authorityEnd;
    }

    /** 1 to 65535, or 0 when the authority has none. */
    public int port() {
        return port;
    }

    public boolean expectsContinue() {
        return expectsContinue;
    }

    public void expectsContinue(boolean expects) {
        expectsContinue = expects;
    }

    /** A copy. Allocates: off the usual path only. */
    public String host() {
        return text(hostStart, hostEnd);
    }

    public String text(int from, int to) {
        return new String(fields().bytes(), from, to - from, StandardCharsets.ISO_8859_1);
    }
}
