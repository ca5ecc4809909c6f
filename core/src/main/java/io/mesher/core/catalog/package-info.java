/** Who is where: services, their instances and endpoints, as one immutable snapshot. */
@NullMarked
package io.mesher.core.catalog;

import org.jspecify.annotations.NullMarked;
