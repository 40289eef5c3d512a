/** Reads the event files that trackers write for TensorBoard: exact losses and learning rates. */
@NullMarked
package dev.lorabake.log.tensorboard;

import org.jspecify.annotations.NullMarked;
