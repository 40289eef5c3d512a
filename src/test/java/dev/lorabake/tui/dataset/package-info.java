/** Tests of the dataset screen. */
@NullMarked
package dev.lorabake.tui.dataset;

import org.jspecify.annotations.NullMarked;
