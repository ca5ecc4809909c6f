/** The whole configuration as records that are valid by construction. Read by app, held by everyone. */
@NullMarked
package io.mesher.core.config;

import org.jspecify.annotations.NullMarked;
