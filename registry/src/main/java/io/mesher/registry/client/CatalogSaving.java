package io.mesher.registry.client;

import io.mesher.core.catalog.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** When the {@link CatalogFile} is written: beside the event loop, which never waits for the disk, and again where that failed. */
final class CatalogSaving {
    /** Changes come in groups. */
    static final Duration DELAY = Duration.ofSeconds(2);

    static final Duration RETRY = Duration.ofSeconds(15);

    private final Timing timing;
    private final Executor disk;
    private final CatalogFile file;
    private final Supplier<Map<ServiceName, List<Instance>>> content;
    private final Alarm timer;
    private boolean unsaved;
    private boolean saving;
    private boolean closed;

    /**
     * @param disk runs what may wait, in its order
     * @param content asked for when it is time to write; what it gives must not change later
     */
    CatalogSaving(Timing timing, Executor disk, CatalogFile file, Supplier<Map<ServiceName, List<Instance>>> content) {
        this.timing = timing;
        this.disk = disk;
        this.file = file;
        this.content = content;
        this.timer = timing.timer(this::save);
    }

    void changed() {
        if (!closed) {
            unsaved = true;
            saveAfter(DELAY);
        }
    }

    /** What is being saved is looked at again when that is over. */
    private void saveAfter(Duration pause) {
        if (!saving && !timer.isSet()) {
            timer.set(pause.toNanos());
        }
    }

    /** Gives to the disk what isn't saved yet. */
    void flush() {
        if (unsaved) {
            save();
        }
    }

    void close() {
        flush();
        closed = true;
        timer.release();
    }

    private void save() {
        timer.clear();
        unsaved = false;
        saving = true;
        Map<ServiceName, List<Instance>> services = content.get();
        disk.execute(() -> {
            boolean saved = false;
            try {
                saved = file.write(services);
            } finally {
                boolean good = saved;
                timing.execute(() -> onSaved(good));
            }
        });
    }

    private void onSaved(boolean saved) {
        saving = false;
        unsaved |= !saved;
        if (unsaved && !closed) {
            saveAfter(saved ? DELAY : RETRY);
        }
    }
}
