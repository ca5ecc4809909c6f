package io.mesher.registry.client.loop;

/** Something that is to happen at a time, as {@link io.mesher.net.loop.Timer}. */
public interface Alarm {
    /** Replaces what was set before. */
    void set(long nanos);

    void clear();

    boolean isSet();

    /** Clears, and lets go of what the action refers to. */
    void release();
}
