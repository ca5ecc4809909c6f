package io.mesher.net.http1;

import io.mesher.base.text.Utf8;
import io.mesher.net.http.Ascii;
import io.mesher.net.http.FieldName;
import io.mesher.net.http.Fields;
import io.mesher.net.http.HttpVersion;
import io.mesher.net.http.Method;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.RequestHead.TargetForm;
import org.jspecify.annotations.Nullable;

/** Request heads (RFC 9112 §3). What two servers could understand differently is an error, never repaired. */
final class RequestParser extends HeadParser<RequestHead> {
    private static final byte[] HTTP_1 = Ascii.bytes("HTTP/1.");
    private static final byte[] HTTP = Ascii.bytes("http://");
    /** RFC 6455 §3: the same resource as with http://; clients with a proxy send it to the proxy as it is. */
    private static final byte[] WS = Ascii.bytes("ws://");

    private static final byte[] CONTINUE = Ascii.bytes("100-continue");

    private static final MessageError BAD_METHOD =
            MessageError.malformed("the request line does not begin with a method and one space");
    private static final MessageError BAD_LINE =
            MessageError.malformed("the request line is not \"method target HTTP/1.x\" with single spaces");
    private static final MessageError BAD_VERSION =
            MessageError.malformed("the version in the request line is not HTTP/1.1 or HTTP/1.0");
    private static final MessageError BAD_TARGET = MessageError.malformed(
            "the request target contains a character that is not allowed in URLs, or a fragment");
    private static final MessageError BAD_SCHEME = MessageError.malformed(
            "the URL does not begin with http://, ws:// or /; https:// and other schemes cannot be proxied");
    private static final MessageError BAD_AUTHORITY = MessageError.malformed(
            "the host in the URL is not a name or an IP address with an optional port from 1 to 65535");
    private static final MessageError ASTERISK = MessageError.malformed("the target * goes with OPTIONS only");
    private static final MessageError NO_HOST = MessageError.malformed("there is no Host field");
    private static final MessageError TWO_HOSTS = MessageError.malformed("there is more than one Host field");
    private static final MessageError BAD_HOST = MessageError.malformed(
            "the Host field is not a name or an IP address with an optional port from 1 to 65535");
    private static final MessageError EXPECTATION = new MessageError.Expectation();

    /** Whether the target has bytes above 0x7F, which are well-formed UTF-8. */
    private boolean rawUtf8;
    /** Host and port of the CONNECT that the request came inside of. */
    private byte @Nullable [] connectAuthority;

    RequestParser(HeadLimits limits) {
        super(limits);
    }

    /** Before each request. {@code authority}: see {@link RewrittenLine#insideConnect}; null outside of a CONNECT. */
    void reset(byte @Nullable [] authority) {
        reset();
        connectAuthority = authority;
    }

    /** RFC 9112 §2.2: old clients send an empty line after a body. */
    @Override
    boolean skipsEmptyLine() {
        return true;
    }

    @Override
    @Nullable MessageError startLine(RequestHead head, int from, int to) {
        byte[] bytes = head.fields().bytes();
        int at = from;
        while (at < to && Ascii.isToken(bytes[at])) {
            at++;
        }
        if (at == from || at == to || bytes[at] != ' ') {
            return BAD_METHOD;
        }
        head.method(from, at);
        int targetStart = at + 1;
        int targetEnd = to - HTTP_1.length - 2;
        if (targetEnd <= targetStart || bytes[targetEnd] != ' ') {
            return BAD_LINE;
        }
        MessageError error = version(head, bytes, targetEnd + 1);
        if (error == null) {
            error = targetBytes(bytes, targetStart, targetEnd);
        }
        if (error == null
                && rawUtf8
                && startLineExceeds(to - from + 2 * RewrittenLine.rawCount(bytes, targetStart, targetEnd))) {
            return startLineTooLong();
        }
        return error != null ? error : target(head, targetStart, targetEnd);
    }

    private static @Nullable MessageError version(RequestHead head, byte[] bytes, int from) {
        for (int i = 0; i < HTTP_1.length; i++) {
            if (bytes[from + i] != HTTP_1[i]) {
                return BAD_VERSION;
            }
        }
        byte minor = bytes[from + HTTP_1.length];
        if (minor != '0' && minor != '1') {
            return BAD_VERSION;
        }
        head.version(minor == '0' ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1);
        return null;
    }

    private @Nullable MessageError targetBytes(byte[] bytes, int from, int to) {
        rawUtf8 = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b > ' ' && b != 0x7f && b != '#') {
                continue;
            }
            int length = b < 0 ? Utf8.length(bytes, i, to) : 0;
            if (length == 0) {
                return b == ' ' ? BAD_LINE : BAD_TARGET;
            }
            rawUtf8 = true;
            i += length - 1;
        }
        return null;
    }

    private static @Nullable MessageError target(RequestHead head, int from, int to) {
        byte[] bytes = head.fields().bytes();
        if (head.method() == Method.CONNECT) {
            head.target(TargetForm.AUTHORITY, to, to);
            return Authority.parse(head, from, to) && head.port() != 0 ? null : BAD_AUTHORITY;
        }
        if (bytes[from] == '/') {
            head.target(TargetForm.ORIGIN, from, to);
            return null;
        }
        if (bytes[from] == '*' && to == from + 1) {
            head.target(TargetForm.ASTERISK, from, to);
            return head.method() == Method.OPTIONS ? null : ASTERISK;
        }
        return absolute(head, from, to);
    }

    private static @Nullable MessageError absolute(RequestHead head, int from, int to) {
        byte[] bytes = head.fields().bytes();
        int start = from + (isScheme(WS, bytes, from, to) ? WS.length : HTTP.length);
        if (start >= to || (start == from + HTTP.length && !isScheme(HTTP, bytes, from, to))) {
            return BAD_SCHEME;
        }
        int end = start;
        while (end < to && bytes[end] != '/' && bytes[end] != '?') {
            end++;
        }
        head.target(TargetForm.ABSOLUTE, end, to);
        return Authority.parse(head, start, end) ? null : BAD_AUTHORITY;
    }

    private static boolean isScheme(byte[] scheme, byte[] bytes, int from, int to) {
        return to - from >= scheme.length && Ascii.equalsIgnoreCase(bytes, from, from + scheme.length, scheme);
    }

    @Override
    @Nullable MessageError finish(RequestHead head) {
        if (!head.readConnection()) {
            return TOO_MANY_OPTIONS;
        }
        MessageError error = host(head);
        if (error == null) {
            error = Framing.ofRequest(head);
        }
        if (error == null) {
            error = expect(head);
        }
        if (error == null) {
            rewrite(head);
        }
        return error;
    }

    private void rewrite(RequestHead head) {
        byte[] authority = connectAuthority;
        if (authority != null && (head.form() == TargetForm.ORIGIN || head.form() == TargetForm.ASTERISK)) {
            RewrittenLine.insideConnect(head, authority);
        } else if (rawUtf8) {
            RewrittenLine.encode(head);
        }
    }

    /**
     * RFC 9112 §3.2: exactly one, and a valid one. The authority of the target counts instead of it (§3.2.2); beside such a
     * target it may be empty.
     */
    private static @Nullable MessageError host(RequestHead head) {
        Fields fields = head.fields();
        int host = fields.find(FieldName.HOST);
        if (host < 0) {
            return head.version() == HttpVersion.HTTP_1_0 ? null : NO_HOST;
        }
        if (fields.next(FieldName.HOST, host + 1) >= 0) {
            return TWO_HOSTS;
        }
        int from = fields.valueStart(host);
        int to = fields.valueEnd(host);
        if (head.form() == TargetForm.ABSOLUTE || head.form() == TargetForm.AUTHORITY) {
            return from == to || Authority.isValid(fields.bytes(), from, to) ? null : BAD_HOST;
        }
        return Authority.parse(head, from, to) ? null : BAD_HOST;
    }

    private static @Nullable MessageError expect(RequestHead head) {
        Fields fields = head.fields();
        int expect = fields.find(FieldName.EXPECT);
        if (expect < 0) {
            return null;
        }
        if (head.version() == HttpVersion.HTTP_1_0) {
            // RFC 9110 §10.1.1: from an HTTP/1.0 client it means nothing.
            fields.drop(FieldName.EXPECT);
            return null;
        }
        if (!fields.valueIs(expect, CONTINUE) || fields.next(FieldName.EXPECT, expect + 1) >= 0) {
            return EXPECTATION;
        }
        head.expectsContinue(head.hasBody());
        return null;
    }
}
