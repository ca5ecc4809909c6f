/** Parts of a running Mesher as the admin API sees and steers them. */
@NullMarked
package io.mesher.control.admin.source;

import org.jspecify.annotations.NullMarked;
