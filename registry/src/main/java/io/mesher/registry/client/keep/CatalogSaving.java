package io.mesher.registry.client.keep;

import io.mesher.core.catalog.Instance;
import io.mesher.registry.client.answer.ServiceName;
import io.mesher.registry.client.loop.Alarm;
import io.mesher.registry.client.loop.Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Decides when the {@link CatalogFile} is written. The event loop never waits for the disk; a failed write is tried again. */
public final class CatalogSaving {
    /** Changes come in groups. */
    public static final Duration DELAY = Duration.ofSeconds(2);

    public static final Duration RETRY = Duration.ofSeconds(15);

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
    public CatalogSaving(
            Timing timing, Executor disk, CatalogFile file, Supplier<Map<ServiceName, List<Instance>>> content) {
        this.timing = timing;
        this.disk = disk;
        this.file = file;
        this.content = content;
        this.timer = timing.timer(this::save);
    }

    public void changed() {
        if (!closed) {
            unsaved = true;
            saveAfter(DELAY);
        }
    }

    /** While a write is under way, its end decides. */
    private void saveAfter(Duration pause) {
        if (!saving && !timer.isSet()) {
            timer.set(pause.toNanos());
        }
    }

    /** Gives to the disk what isn't saved yet. */
    public void flush() {
        if (unsaved) {
            save();
        }
    }

    public void close() {
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
