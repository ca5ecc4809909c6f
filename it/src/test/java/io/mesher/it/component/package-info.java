/** The whole product over real loopback sockets and processes, ports chosen by the system. */
@NullMarked
package io.mesher.it.component;

import org.jspecify.annotations.NullMarked;
