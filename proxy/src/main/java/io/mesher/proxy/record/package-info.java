/** What is reported about a finished request. Each recorder reads the exchange, none changes it. Event loop only. */
@NullMarked
package io.mesher.proxy.record;

import org.jspecify.annotations.NullMarked;
