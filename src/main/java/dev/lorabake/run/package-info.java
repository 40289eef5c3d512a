/** A run's directory: its files, its journal, and its state derived from facts. */
@NullMarked
package dev.lorabake.run;

import org.jspecify.annotations.NullMarked;
