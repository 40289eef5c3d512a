/** What the headers of model files say against the recipe. */
@NullMarked
package dev.lorabake.preflight.rules.weights;

import org.jspecify.annotations.NullMarked;
