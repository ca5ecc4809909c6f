package io.mesher.control.admin.source;

import io.mesher.core.config.LogConfig.Level;

/** The level of Mesher's own log. Any thread. */
public interface LogControl {
    /** What the configuration says. */
    Level configured();

    Level present();

    void set(Level level);
}
