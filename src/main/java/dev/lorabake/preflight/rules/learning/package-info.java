/** Optimizers, learning rates, schedulers, losses, timesteps. */
@NullMarked
package dev.lorabake.preflight.rules.learning;

import org.jspecify.annotations.NullMarked;
