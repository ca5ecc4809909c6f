/**
 * The keys that users may write: their names, the tables of them with types and defaults, which become
 * {@code docs/configuration.md}, older spellings, and which known key is near an unknown one. Nothing here reads anything. The
 * lowest of the packages of the configuration: all others may use it.
 */
@NullMarked
package io.mesher.app.config.keys;

import org.jspecify.annotations.NullMarked;
