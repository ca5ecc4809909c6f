package io.mesher.net.http1;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.Fields;
import io.mesher.net.http.HttpVersion;
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
    private ByteSink sink;
    private final ResponseWriter writer;
    private HttpVersion version = HttpVersion.HTTP_1_1;
    private boolean toHead;
    private boolean last;

    ResponseSender(EventLoop loop, ByteSink sink) {
        this.sink = sink;
        this.writer = new ResponseWriter(loop, sink);
    }

    /** The next response goes there. */
    void to(ByteSink newSink) {
        sink = newSink;
        writer.to(newSink);
    }

    /** Before each response. */
    void start(RequestHead request) {
        version = request.version();
        toHead = request.method() == Method.HEAD;
        last = !request.isPersistent();
    }

    /** Whether the present response is the connection's last. */
    boolean isLast() {
        return last;
    }

    void interim(ResponseHead interim, AddedFields added) {
        if (version != HttpVersion.HTTP_1_0) {
            writer.write(interim, added, BodyFraming.NONE, Connection.IMPLIED);
        }
    }

    /** {@code mustBeLast}: for a reason of the connection's. */
    void head(ResponseHead response, AddedFields added, boolean mustBeLast) {
        BodyFraming framing = BodyFraming.sent(response.bodyLength(), version);
        last |= mustBeLast || framing == BodyFraming.UNTIL_CLOSE;
        writer.write(response, added, framing, connection());
    }

    void body(ByteBuffer data) {
        writer.body(data);
    }

    void end(Fields trailers) {
        writer.end(trailers);
    }

    void answer(OwnResponse response, boolean mustBeLast) {
        last = switch (response.after()) {
            case NEXT_REQUEST -> last || mustBeLast;
            case NOTHING -> true;
            // Whatever the CONNECT said of its connection: what follows is another one, inside.
            case REQUESTS_INSIDE -> false;
        };
        writer.writeOwn(
                response, response.after() == OwnResponse.After.REQUESTS_INSIDE ? Connection.IMPLIED : connection());
        if (!toHead && !response.isBodiless()) {
            sink.put(response.body());
        }
    }

    void switchProtocols(ResponseHead response, AddedFields added) {
        writer.writeSwitch(response, added);
    }

    private Connection connection() {
        if (last) {
            return Connection.CLOSE;
        }
        return version == HttpVersion.HTTP_1_0 ? Connection.KEEP_ALIVE : Connection.IMPLIED;
    }
}
