/** What is told of a request when it has ended. Each recorder reads the exchange, none changes it. Event loop only. */
@NullMarked
package io.mesher.proxy.record;

import org.jspecify.annotations.NullMarked;
