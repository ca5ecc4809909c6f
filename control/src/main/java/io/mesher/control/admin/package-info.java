/** The admin API. */
@NullMarked
package io.mesher.control.admin;

import org.jspecify.annotations.NullMarked;
