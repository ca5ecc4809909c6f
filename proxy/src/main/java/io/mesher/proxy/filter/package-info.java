/** One file per step of a request; their order stands in the pipelines. */
@NullMarked
package io.mesher.proxy.filter;

import org.jspecify.annotations.NullMarked;
