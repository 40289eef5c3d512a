/** VRAM, and the options that save it. */
@NullMarked
package dev.lorabake.preflight.rules.memory;

import org.jspecify.annotations.NullMarked;
