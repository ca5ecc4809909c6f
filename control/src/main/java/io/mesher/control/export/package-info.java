/**
 * Sends spans to a collector, off the request path: {@code SpanExporter} on an event loop that serves no traffic, an encoder for
 * each protocol.
 */
@NullMarked
package io.mesher.control.export;

import org.jspecify.annotations.NullMarked;
