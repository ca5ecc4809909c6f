/** Listening addresses: connections are accepted, counted, dealt out to event loops, and served by a protocol that is passed in. */
@NullMarked
package io.mesher.net.listen;

import org.jspecify.annotations.NullMarked;
