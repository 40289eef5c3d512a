/** Number formats against the GPU, against each other and against the file. */
@NullMarked
package dev.lorabake.preflight.rules.precision;

import org.jspecify.annotations.NullMarked;
