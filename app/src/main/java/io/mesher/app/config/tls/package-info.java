/** Reads where and how Mesher speaks TLS: which keys apply to which place. The files that they name are read elsewhere. */
@NullMarked
package io.mesher.app.config.tls;

import org.jspecify.annotations.NullMarked;
