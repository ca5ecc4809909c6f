/**
 * The life of a request: {@link io.mesher.proxy.OutgoingPipeline} and {@link io.mesher.proxy.IncomingPipeline} say in which order
 * it meets its filters, {@link io.mesher.proxy.Exchange} takes it from the caller to the upstream and back. One event loop per
 * request, from start to end; nothing here blocks or locks.
 */
@NullMarked
package io.mesher.proxy;

import org.jspecify.annotations.NullMarked;
