/** Messages as HTTP defines them whatever the version: heads, fields, and the handlers of the two sides of an exchange. */
@NullMarked
package io.mesher.net.http;

import org.jspecify.annotations.NullMarked;
