/** Weights files, whole and spoilt. */
@NullMarked
package dev.lorabake.weights;

import org.jspecify.annotations.NullMarked;
