/** Where lines of logs go: files that are rotated, standard output. Each is one thread's at a time. */
@NullMarked
package io.mesher.control.logfile;

import org.jspecify.annotations.NullMarked;
