/** Tests of what is told about a word. */
@NullMarked
package dev.lorabake.train.explain;

import org.jspecify.annotations.NullMarked;
