/** Reads model files without trusting them: headers, sizes and sampled values. */
@NullMarked
package dev.lorabake.weights;

import org.jspecify.annotations.NullMarked;
