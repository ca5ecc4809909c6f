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
    private long snapshots;

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
        Runnable save = save();
        Thread.ofPlatform().daemon().name("registry-snapshot").start(() -> {
            save.run();
            loop.execute(this::onWritten);
        });
    }

    /** Writes the store as it is now, whenever it is run, unless a newer state was written meanwhile. Any thread. */
    private Runnable save() {
        RegistrySnapshot snapshot = store.snapshot();
        long number = ++snapshots;
        return () -> file.write(snapshot, number);
    }

    private void onWritten() {
        writing = false;
        if (changed) {
            onChanged();
        }
    }

    /** To be run at the end, by any thread. */
    Runnable last() {
        timer.release();
        return save();
    }
}
