package io.mesher.control.admin.source;

import io.mesher.core.config.LogConfig.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The level of Mesher's own log. Any thread. */
public interface LogControl {
    /** What the configuration says. */
    Level configured();

    Level present();

    /** @param until when the configured level comes back, for the log; null: not by itself */
    void set(Level level, @Nullable Instant until);
}
