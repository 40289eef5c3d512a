/** Tests of the list of runs. */
@NullMarked
package dev.lorabake.tui.runs;

import org.jspecify.annotations.NullMarked;
