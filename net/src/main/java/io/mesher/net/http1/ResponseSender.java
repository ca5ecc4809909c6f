package io.mesher.net.http1;

import io.mesher.net.http.BodyFraming;
import io.mesher.net.http.FieldLines;
import io.mesher.net.http.Fields;
import io.mesher.net.http.Method;
import io.mesher.net.http.OwnResponse;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http1.ResponseWriter.Connection;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteSink;
import java.nio.ByteBuffer;

/** The response's way to the caller: the framing that its version understands, and whether the connection lives on. */
final class ResponseSender {
    private final ByteSink sink;
    private final ResponseWriter writer;
    private final BodyWriter body;
    private int minorVersion;
    private boolean toHead;
    private boolean last;

    ResponseSender(EventLoop loop, ByteSink sink) {
        this.sink = sink;
        this.writer = new ResponseWriter(loop, sink);
        this.body = new BodyWriter(sink);
    }

    /** Before each response. */
    void start(RequestHead request) {
        minorVersion = request.minorVersion();
        toHead = request.method() == Method.HEAD;
        last = !request.isPersistent();
    }

    /** Whether the present response is the connection's last. */
    boolean isLast() {
        return last;
    }

    void interim(ResponseHead interim, FieldLines added) {
        if (minorVersion > 0) {
            writer.write(interim, added, BodyFraming.NONE, Connection.IMPLIED);
        }
    }

    /** {@code mustBeLast}: for a reason of the connection's. */
    void head(ResponseHead response, FieldLines added, boolean mustBeLast) {
        BodyFraming framing = response.framing();
        if (framing == BodyFraming.CHUNKED || framing == BodyFraming.UNTIL_CLOSE) {
            framing = minorVersion > 0 ? BodyFraming.CHUNKED : BodyFraming.UNTIL_CLOSE;
        }
        last |= mustBeLast || framing == BodyFraming.UNTIL_CLOSE;
        writer.write(response, added, framing, connection());
        body.start(framing);
    }

    void body(ByteBuffer data) {
        body.data(data);
    }

    void end(Fields trailers) {
        body.end(trailers);
    }

    void answer(OwnResponse response, boolean mustBeLast) {
        last |= mustBeLast || response.close();
        writer.writeOwn(response, connection());
        if (!toHead && !response.isBodiless()) {
            sink.put(response.body());
        }
    }

    void switchProtocols(ResponseHead response, FieldLines added) {
        writer.writeSwitch(response, added);
        body.start(BodyFraming.NONE);
    }

    private Connection connection() {
        if (last) {
            return Connection.CLOSE;
        }
        return minorVersion == 0 ? Connection.KEEP_ALIVE : Connection.IMPLIED;
    }
}
