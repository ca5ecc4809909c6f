/** How lines of logs get from rings into files, which are rotated, or to standard output, each log on a thread of its own. */
@NullMarked
package io.mesher.control.logfile;

import org.jspecify.annotations.NullMarked;
