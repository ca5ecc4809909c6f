package io.mesher.net.pool;

import io.mesher.net.http.AddedFields;
import io.mesher.net.http.ClientHandler;
import io.mesher.net.http.ClientStream;
import io.mesher.net.http.Fields;
import io.mesher.net.http.RequestHead;
import io.mesher.net.http.ResponseFailure;
import io.mesher.net.http.ResponseHead;
import io.mesher.net.http1.Messages;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One request to an upstream; what became of it is in {@link #heard}. */
class Call implements Waiter, ClientHandler {
    final List<String> heard = new CopyOnWriteArrayList<>();
    private final RequestHead head;
    private final boolean upgrade;
    private final @Nullable String body;
    volatile @Nullable ClientStream stream;
    volatile boolean over;

    /** A body is sent with the head; with null the test sends and ends it. */
    Call(String head, boolean upgrade, @Nullable String body) {
        this.head = Messages.request(head);
        this.upgrade = upgrade;
        this.body = body;
    }

    static Call get(String path) {
        return new Call("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n", false, "");
    }

    static Call websocket() {
        return new Call("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n", true, "");
    }

    String all() {
        return String.join(" | ", heard);
    }

    private void hear(String text) {
        heard.add(text);
    }

    @Override
    public void onConnection(ClientStream given) {
        stream = given;
        given.request(head, new AddedFields(), upgrade, this);
        hear(given.isReused() ? "reused" : "new");
        if (body != null) {
            if (!body.isEmpty()) {
                given.body(Messages.buffer(body));
            }
            if (head.hasBody()) {
                given.end(new Fields());
            }
        }
    }

    @Override
    public void onConnectFailed(ConnectFault fault) {
        hear("connect failed: " + fault.cause());
        over = true;
    }

    @Override
    public void onPoolFull(String limit) {
        hear("full: " + limit);
        over = true;
    }

    @Override
    public void onInterim(ResponseHead interim) {
        hear("interim " + interim.status());
    }

    @Override
    public void onResponse(ResponseHead response) {
        hear("response " + response.status());
    }

    @Override
    public void onSwitch(ResponseHead response) {
        hear("switch");
    }

    @Override
    public void onBody(ByteBuffer data) {
        String text = StandardCharsets.ISO_8859_1.decode(data).toString();
        hear(text);
    }

    @Override
    public void onEnd(Fields trailers) {
        hear("end " + trailers.count());
        over = true;
    }

    @Override
    public void onTunnelEnd() {
        hear("tunnel end");
    }

    @Override
    public void onUpstreamCongested() {
        hear("congested");
    }

    @Override
    public void onUpstreamDrained() {
        hear("drained");
    }

    @Override
    public void onFailure(ResponseFailure failure) {
        hear(failure.toString());
        over = true;
    }
}
