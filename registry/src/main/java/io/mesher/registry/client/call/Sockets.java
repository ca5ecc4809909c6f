package io.mesher.registry.client.call;

import io.mesher.core.catalog.Endpoint;
import io.mesher.net.client.CallRequest;
import io.mesher.net.client.Caller;
import io.mesher.net.client.Caller.Call;
import io.mesher.net.websocket.WebSocketListener;
import io.mesher.registry.client.loop.DefectGuard;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens WebSockets to the address that answers, with the log-in where one is needed. */
public final class Sockets {
    private static final byte[] NO_BODY = {};

    private final Timing timing;
    private final Caller caller;
    private final AddressPool pool;
    private final TokenKeeper tokens;
    private final Failover failover;
    private final Duration timeout;

    public Sockets(
            Timing timing, Caller caller, AddressPool pool, TokenKeeper tokens, Failover failover, Duration timeout) {
        this.timing = timing;
        this.caller = caller;
        this.pool = pool;
        this.tokens = tokens;
        this.failover = failover;
        this.timeout = timeout;
    }

    /** Nothing is called before this returns. */
    Call open(String target, WebSocketListener listener) {
        Opening opening = new Opening();
        // Later, since a kept token is given at once and a missing one isn't.
        DefectGuard guard = new DefectGuard(timing, () -> listener.onClosed(0, Failover.DEFECT));
        timing.execute(guard.action(() -> tokens.admit(guard.answer(admission -> {
            if (!opening.cancelled) {
                open(target, listener, opening, admission);
            }
        }))));
        return opening;
    }

    private void open(String target, WebSocketListener listener, Opening opening, Admission admission) {
        switch (admission.kind()) {
            case GRANTED -> opening.call = caller.webSocket(request(target, admission.authorization()), listener);
            case DENIED, NO_ANSWER -> listener.onClosed(0, admission.cause());
        }
    }

    private CallRequest request(String target, String authorization) {
        Endpoint address = pool.preferred();
        String fields = failover.fields("", authorization);
        return new CallRequest(address.host(), address.port(), "GET", target, fields, NO_BODY, timeout);
    }

    private static final class Opening implements Call {
        private boolean cancelled;
        private @Nullable Call call;

        @Override
        public void cancel() {
            cancelled = true;
            if (call != null) {
                call.cancel();
            }
        }
    }
}
