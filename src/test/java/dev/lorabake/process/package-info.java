/** Processes started, told apart and ended; needs {@code python3} and a POSIX shell. */
@NullMarked
package dev.lorabake.process;

import org.jspecify.annotations.NullMarked;
