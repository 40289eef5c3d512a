/** Tests of two runs beside each other. */
@NullMarked
package dev.lorabake.tui.compare;

import org.jspecify.annotations.NullMarked;
