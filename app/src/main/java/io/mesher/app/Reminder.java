package io.mesher.app;

import io.mesher.control.admin.source.Condition;
import io.mesher.net.loop.EventLoop;
import io.mesher.net.loop.Recurring;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every 5 minutes what is still wrong: the first message about it may have left the log long ago. */
final class Reminder implements AutoCloseable {
    private static final long EVERY_NANOS = Duration.ofMinutes(5).toNanos();

    private static final Logger log = LoggerFactory.getLogger(Part.LOGGER);

    private final EventLoop loop;
    private final Supplier<List<Condition>> conditions;
    private final Recurring look;

    /** @param conditions asked on the loop */
    Reminder(EventLoop loop, Supplier<List<Condition>> conditions) {
        this.loop = loop;
        this.conditions = conditions;
        this.look = new Recurring(loop, this::look);
    }

    /** Once. Any thread. */
    void start() {
        loop.execute(() -> look.after(EVERY_NANOS));
    }

    private void look() {
        String wrong = text(conditions.get());
        if (!wrong.isEmpty()) {
            log.warn("still wrong: {}", wrong);
        }
        look.after(EVERY_NANOS);
    }

    /** What isn't good, on one line; empty if everything is. */
    static String text(List<Condition> conditions) {
        StringBuilder text = new StringBuilder();
        for (Condition condition : conditions) {
            if (!condition.good()) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(condition.name())
                        .append(": ")
                        .append(condition.text());
            }
        }
        return text.toString();
    }

    /** Any thread. */
    @Override
    public void close() {
        look.close();
    }
}
