/** What the answers of the admin API are made of: JSON, and what event loops tell when they are asked. */
@NullMarked
package io.mesher.control.answer;

import org.jspecify.annotations.NullMarked;
