package io.mesher.net.pool;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Finds out whether a connection to an address can be had: opens one as a pool does, and closes it. Event loop only. */
public final class ConnectCheck {
    private ConnectCheck() {}

    /** Called once, possibly before the check returns. */
    @FunctionalInterface
    public interface Answer {
        void onChecked(boolean reachable);
    }

    /**
     * @param secured null: by plain TCP
     * @param connectNanos for the connection to stand
     */
    public static void begin(
            EventLoop loop,
            @Nullable Secured secured,
            NameResolver resolver,
            String host,
            int port,
            long connectNanos,
            Answer answer) {
        begin(loop, Secured.opener(loop, secured), resolver, host, port, connectNanos, answer);
    }

    static void begin(
            EventLoop loop,
            Opener opener,
            NameResolver resolver,
            String host,
            int port,
            long connectNanos,
            Answer answer) {
        Connector connector = new Connector(loop, opener, new Owner(answer), connectNanos);
        InetSocketAddress literal = NameResolver.literal(host, port);
        if (literal != null) {
            connector.connect(literal);
        } else {
            connector.resolve(resolver, host, port, ThreadLocalRandom.current().nextInt());
        }
    }

    private record Owner(Answer answer) implements Connector.Owner {
        @Override
        public void onConnected(ByteStream stream) {
            stream.close();
            answer.onChecked(true);
        }

        @Override
        public void onConnectFailed(Connector.Failure how, ConnectFault fault) {
            answer.onChecked(false);
        }
    }
}
