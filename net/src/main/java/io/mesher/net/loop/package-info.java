/** Event loops: one thread each, with its selector, its timers and its two buffers. All of it is single-threaded but for what says otherwise. */
@NullMarked
package io.mesher.net.loop;

import org.jspecify.annotations.NullMarked;
