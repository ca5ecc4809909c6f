/** What the registry says of services, read from its JSON and bounded, since whoever registers decides what stands in it. */
@NullMarked
package io.mesher.registry.client.answer;

import org.jspecify.annotations.NullMarked;
