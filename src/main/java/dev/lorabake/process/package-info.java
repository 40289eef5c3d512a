/** Starts, watches and signals process trees; knows nothing of training. */
@NullMarked
package dev.lorabake.process;

import org.jspecify.annotations.NullMarked;
