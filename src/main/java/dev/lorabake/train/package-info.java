/** The use cases: the only place that puts the parts together. */
@NullMarked
package dev.lorabake.train;

import org.jspecify.annotations.NullMarked;
