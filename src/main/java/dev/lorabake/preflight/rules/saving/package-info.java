/** Checkpoints: where they go, when they come, what they would destroy. */
@NullMarked
package dev.lorabake.preflight.rules.saving;

import org.jspecify.annotations.NullMarked;
