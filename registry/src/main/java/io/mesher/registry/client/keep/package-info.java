/** The last known services on disk, for a start while the registry is away. */
@NullMarked
package io.mesher.registry.client.keep;

import org.jspecify.annotations.NullMarked;
