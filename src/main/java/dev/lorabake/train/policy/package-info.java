/** What happens by itself once a run has ended: decided by pure functions, carried out once. */
@NullMarked
package dev.lorabake.train.policy;

import org.jspecify.annotations.NullMarked;
