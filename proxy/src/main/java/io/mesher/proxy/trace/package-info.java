/** A request's place in its trace: read from the fields that came, written into those that go on. Event loop only. */
@NullMarked
package io.mesher.proxy.trace;

import org.jspecify.annotations.NullMarked;
