/** Files that Mesher itself keeps: changes that are whole whenever the process ends, and a thread that may wait for the disk. */
@NullMarked
package io.mesher.net.file;

import org.jspecify.annotations.NullMarked;
