/** Tests of the house itself: structure, formatting, sizes, generated documents. */
@NullMarked
package dev.lorabake.build;

import org.jspecify.annotations.NullMarked;
