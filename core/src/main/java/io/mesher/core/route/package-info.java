/** Which requests go to which instances of a service, by rules. */
@NullMarked
package io.mesher.core.route;

import org.jspecify.annotations.NullMarked;
