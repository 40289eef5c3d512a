/** Logs for TensorBoard and Weights & Biases. */
@NullMarked
package dev.lorabake.preflight.rules.logging;

import org.jspecify.annotations.NullMarked;
