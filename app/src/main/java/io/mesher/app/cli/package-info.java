/** Sub-commands. Nothing here, picocli least of all, is loaded to run a sidecar. */
@NullMarked
package io.mesher.app.cli;

import org.jspecify.annotations.NullMarked;
