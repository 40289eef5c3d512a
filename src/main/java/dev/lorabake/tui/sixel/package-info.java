/** Pictures as DEC's sixel graphics; knows neither cells nor terminals. */
@NullMarked
package dev.lorabake.tui.sixel;

import org.jspecify.annotations.NullMarked;
