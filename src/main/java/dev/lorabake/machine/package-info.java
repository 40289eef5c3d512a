/** GPUs, Python environment, memory and disk as plain records, probed once or named. */
@NullMarked
package dev.lorabake.machine;

import org.jspecify.annotations.NullMarked;
