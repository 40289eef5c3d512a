@NullMarked
package dev.lorabake.train;

import org.jspecify.annotations.NullMarked;
