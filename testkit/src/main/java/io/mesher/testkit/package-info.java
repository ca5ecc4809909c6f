/** What tests of several modules share: a log that is kept, a server that a test answers for, ports. */
@NullMarked
package io.mesher.testkit;

import org.jspecify.annotations.NullMarked;
