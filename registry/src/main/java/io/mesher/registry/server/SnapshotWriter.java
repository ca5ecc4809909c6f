package io.mesher.registry.server;

import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Timer;
import io.mesher.registry.store.RegistrySnapshot;
import io.mesher.registry.store.RegistryStore;

/** Saves the store a while after it changed, by a thread of its own since the disk may take long. Event loop only. */
final class SnapshotWriter {
    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final EventLoop loop;
    private final RegistryStore store;
    private final SnapshotFile file;
    private final Timer timer;
    private boolean changed;
    private boolean writing;

    SnapshotWriter(EventLoop loop, RegistryStore store, SnapshotFile file) {
        this.loop = loop;
        this.store = store;
        this.file = file;
        this.timer = loop.timer(this::write);
    }

    void onChanged() {
        changed = true;
        if (!writing && !timer.isSet()) {
            timer.set(PAUSE_NANOS);
        }
    }

    private void write() {
        changed = false;
        writing = true;
        RegistrySnapshot snapshot = store.snapshot();
        Thread.ofPlatform().daemon().name("registry-snapshot").start(() -> {
            file.write(snapshot);
            loop.execute(this::onWritten);
        });
    }

    private void onWritten() {
        writing = false;
        if (changed) {
            onChanged();
        }
    }

    /** What is to be saved at the end. */
    RegistrySnapshot last() {
        timer.release();
        return store.snapshot();
    }
}
