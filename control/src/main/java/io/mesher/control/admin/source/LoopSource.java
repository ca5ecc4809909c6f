package io.mesher.control.admin.source;

import io.mesher.net.loop.EventLoop;
import java.util.function.IntFunction;

/**
 * An event loop whose connections can be looked at.
 *
 * @param look called on the loop; takes how many connections, and how many pools, are listed at most
 */
public record LoopSource(String name, EventLoop loop, IntFunction<LoopConnections> look) {}
