/** Counters and budgets that belong to one thread. */
@NullMarked
package io.mesher.base;

import org.jspecify.annotations.NullMarked;
