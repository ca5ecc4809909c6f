/** What happens when calls fail: breaker, isolation, retries. Shared by the event loops, without locks. */
@NullMarked
package io.mesher.core.resilience;

import org.jspecify.annotations.NullMarked;
