package io.mesher.registry.server;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.registry.store.RegistrySnapshot;
import io.mesher.registry.store.RegistryStore;
import java.util.concurrent.Executor;

/** Saves the store a while after it changed, beside the loop since the disk may take long. Event loop only. */
final class SnapshotWriter {
    private static final long PAUSE_NANOS = 1_000_000_000L;
    /** After a write that failed. */
    private static final long RETRY_NANOS = 15_000_000_000L;

    private final EventLoop loop;
    private final RegistryStore store;
    private final SnapshotFile file;
    private final Executor disk;
    private final Timer timer;
    private boolean changed;
    private boolean writing;

    SnapshotWriter(EventLoop loop, RegistryStore store, SnapshotFile file, Executor disk) {
        this.loop = loop;
        this.store = store;
        this.file = file;
        this.disk = disk;
        this.timer = loop.timer(this::write);
    }

    void onChanged() {
        changed = true;
        writeAfter(PAUSE_NANOS);
    }

    private void writeAfter(long nanos) {
        if (!writing && !timer.isSet()) {
            timer.set(nanos);
        }
    }

    private void write() {
        changed = false;
        writing = true;
        RegistrySnapshot snapshot = store.snapshot();
        disk.execute(() -> {
            boolean written = false;
            try {
                written = file.write(snapshot);
            } finally {
                boolean good = written;
                loop.execute(() -> onWritten(good));
            }
        });
    }

    private void onWritten(boolean written) {
        writing = false;
        changed |= !written;
        if (changed) {
            writeAfter(written ? PAUSE_NANOS : RETRY_NANOS);
        }
    }

    /**
     * Gives the disk the store as it is now, for the last time.
     *
     * @param done called on the disk's thread
     */
    void last(Runnable done) {
        timer.release();
        RegistrySnapshot snapshot = store.snapshot();
        disk.execute(() -> {
            try {
                file.write(snapshot);
            } finally {
                done.run();
            }
        });
    }
}
