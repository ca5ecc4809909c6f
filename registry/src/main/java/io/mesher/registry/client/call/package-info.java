/**
 * Calls to the registry: which address, with which token, and what came of it. Retries at the next address; knows no service
 * beyond its name.
 */
@NullMarked
package io.mesher.registry.client.call;

import org.jspecify.annotations.NullMarked;
