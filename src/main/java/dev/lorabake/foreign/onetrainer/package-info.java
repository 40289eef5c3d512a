/** Reads OneTrainer's configs. Facts are those of its repository at 23df3832 (August 2026). */
@NullMarked
package dev.lorabake.foreign.onetrainer;

import org.jspecify.annotations.NullMarked;
