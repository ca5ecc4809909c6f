/** Our own service and instance in the registry: getting them there, keeping the lease and the status, and taking them off. */
@NullMarked
package io.mesher.registry.client.register;

import org.jspecify.annotations.NullMarked;
