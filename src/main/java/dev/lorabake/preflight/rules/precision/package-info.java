/** fp16, bf16, fp8 and the precision of the files. */
@NullMarked
package dev.lorabake.preflight.rules.precision;

import org.jspecify.annotations.NullMarked;
