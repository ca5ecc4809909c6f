/** Choosing one instance among many. Each balancer is owned by one event loop. */
@NullMarked
package io.mesher.core.balance;

import org.jspecify.annotations.NullMarked;
