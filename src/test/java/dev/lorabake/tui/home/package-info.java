/** Tests of the home on the screen. */
@NullMarked
package dev.lorabake.tui.home;

import org.jspecify.annotations.NullMarked;
