/** Takes the access log's lines from the event loops and writes them, off the path of requests. */
@NullMarked
package io.mesher.control.accesslog;

import org.jspecify.annotations.NullMarked;
