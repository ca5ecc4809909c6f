/** The event loop as the client sees it: time, alarms, and what a defect in a callback costs. */
@NullMarked
package io.mesher.registry.client.loop;

import org.jspecify.annotations.NullMarked;
