/** What stands behind the paths of the admin API, one file per resource but for the smallest. Made and called by {@code admin}. */
@NullMarked
package io.mesher.control.admin.resource;

import org.jspecify.annotations.NullMarked;
