/**
 * The embedded registry's state and its rules: no I/O, no sockets, no clock. Time is passed in as a {@link
 * io.mesher.registry.store.Moment}. One thread.
 */
@NullMarked
package io.mesher.registry.store;

import org.jspecify.annotations.NullMarked;
