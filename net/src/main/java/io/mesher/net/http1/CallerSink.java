package io.mesher.net.http1;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.stream.ByteSink;
import io.mesher.net.stream.ByteStream;
import io.mesher.net.stream.TakeWatch;
import org.jspecify.annotations.Nullable;

/** The way to the caller of an {@link Http1ServerConnection}: what is sent, and whether the caller takes it. Event loop only. */
final class CallerSink implements ByteSink.Listener {
    private final Http1ServerConnection connection;
    private final EventLoop loop;
    private final ByteSink bytes;

    /** Made when the caller is first slower than we are. */
    private @Nullable TakeWatch taking;
    /** To be run when the caller has taken the last answer, or is gone. */
    private @Nullable Runnable onTaken;

    CallerSink(Http1ServerConnection connection, EventLoop loop, ByteStream stream) {
        this.connection = connection;
        this.loop = loop;
        this.bytes = new ByteSink(loop, stream, this);
    }

    ByteSink bytes() {
        return bytes;
    }

    @Override
    public void onCongested() {
        TakeWatch watch = taking;
        if (watch == null) {
            watch = new TakeWatch(loop, bytes, connection.settings().taken(), connection::onNotTaken);
            taking = watch;
        }
        watch.begin();
        connection.onCongested();
    }

    @Override
    public void onDrained() {
        if (taking != null) {
            taking.end();
        }
        connection.onDrained();
    }

    @Override
    public void onBroken() {
        connection.onBroken();
    }

    /** Calls {@code action} when the caller has taken what was sent so far, or is gone. */
    void whenTaken(Runnable action) {
        Runnable earlier = onTaken;
        onTaken = earlier == null
                ? action
                : () -> {
                    earlier.run();
                    action.run();
                };
        // What this event wrote goes out at its end.
        loop.execute(() -> {
            if (!bytes.isCongested()) {
                taken();
            }
        });
    }

    /** The caller has taken all, or is gone. */
    void taken() {
        Runnable action = onTaken;
        if (action != null) {
            onTaken = null;
            action.run();
        }
    }

    /** Judges the caller no more. */
    void release() {
        if (taking != null) {
            taking.release();
        }
    }
}
